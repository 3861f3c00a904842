using System.Text;
using CsCheck;
using Microsoft.Data.Sqlite;
using MicroStatus.Backend.Database;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class NameRangesTests : IDisposable
{
    // Letters that are one in several spellings, signs that count as ASCII, and what sorts at the edges of a range.
    private static readonly string[] Parts =
    [
        "a", "A", "k", "K", "\u212A", ";", "\u037E", "ü", "Ü", "u\u0308", "U\u0308", "ǖ", "u\u0308\u0304", "ü\u0304", "å", "\u212B", "A\u030A", "ß", "ẞ", "s", "S", "ſ", "ṡ", "S\u0307", "ẛ",
        "ı", "İ", "i", "\u0308", "z", "Z", "[", "{", "@", "`", "\u007F", "\u0080", "한", "\u1112\u1161\u11AB", "🔬", "_1", " ",
    ];

    private static readonly string[] Wildcards = ["*", "?", "[a-k]", "[ü]"];

    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void No_other_letter_is_the_same_as_one_of_ASCII()
    {
        var same = Enumerable.Range(0x80, 0x10FFFF - 0x7F)
            .Where(c => c is not (>= 0xD800 and <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE)
            .Select(c => (Letter: char.ConvertFromUtf32(c), Folded: char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormC).ToUpperInvariant()))
            .Where(pair => pair.Folded.Any(char.IsAscii))
            .ToDictionary(pair => char.ToLowerInvariant(pair.Folded.Single()), pair => pair.Letter.Single());
        Assert.Equal(same.OrderBy(pair => pair.Key), NameRanges.SameAsAscii.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Of_every_letter_all_that_begin_with_an_ASCII_one_in_any_spelling_are_known()
    {
        var all = Enumerable.Range(0x80, 0xFFFF - 0x7F).Select(c => (char)c).ToList();
        Assert.All(all, letter => Assert.All(NameRanges.BasesOf(letter), found => Assert.True(char.IsAscii(found) && !char.IsAsciiLetterUpper(found))));
        var letters = all.Where(c => !char.IsSurrogate(c) && c < '\uFFFE').ToList();
        foreach (var alike in letters.GroupBy(letter => char.ToUpperInvariant(Composed(letter))))
        {
            var bases = alike.Select(letter => letter.ToString().Normalize(NormalizationForm.FormD)[0]).Where(char.IsAscii).Select(char.ToLowerInvariant).ToHashSet();
            Assert.All(alike.Select(Composed).Where(letter => !char.IsAscii(letter)), letter => Assert.Superset(bases, NameRanges.BasesOf(letter).ToHashSet()));
        }
    }

    [Fact]
    public void Whatever_a_pattern_matches_is_found_by_way_of_the_index()
    {
        var names = AnyOf(Parts).Array[400].Single();
        using (var connection = Fill(names))
        {
            DatabaseLab.Sql(connection, "INSERT INTO dataset (name) VALUES (x'6B75'), (12), (NULL)");
        }

        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        AnyOf([.. Parts.Where(part => part != "["), .. Wildcards]).Sample(
            pattern =>
            {
                var compiled = new NamePattern(pattern);
                bool IsWanted(string name) => compiled.IsAsciiLiteral ? string.Equals(name, compiled.Literal, StringComparison.OrdinalIgnoreCase) : compiled.Matches(name);
                Assert.Equal(
                    names.Where(IsWanted).Order(StringComparer.Ordinal),
                    database.FindEvents(new DatasetEventFilter { Names = [pattern] }, DatabaseLab.Cancellation).Select(entry => entry.Name).Order(StringComparer.Ordinal));
                string[] datasets = compiled.IsAsciiLiteral ? names : [.. names, "ku", "12"];
                Assert.Equal(
                    datasets.Index().Where(dataset => IsWanted(dataset.Item)).Select(dataset => dataset.Index + 1L),
                    database.FindDatasets(new DatasetFilter { Names = [pattern] }, DatabaseLab.Cancellation).Select(dataset => dataset.Id));
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void Literals_patterns_and_more_names_than_an_index_is_good_for_give_the_same_rows()
    {
        using (Fill([.. Enumerable.Range(0, 3000).Select(i => $"brain{i:D4}"), "Mu\u0308ller_1", "müller_2"]))
        {
            // Closed again.
        }

        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        int Count(params string[] names)
        {
            var events = database.FindEvents(new DatasetEventFilter { Names = names }, DatabaseLab.Cancellation).Count();
            Assert.Equal(events, database.FindDatasets(new DatasetFilter { Names = names }, DatabaseLab.Cancellation).Count());
            return events;
        }

        Assert.Equal(3, Count("BRAIN0001", "Müller_?", "brain0001"));
        Assert.Equal(1000, Count("brain0*"));
        Assert.Equal(1001, Count("brain0*", "brain2999"));
        Assert.Equal(2000, Count("brain[01]*"));
        Assert.Equal(3001, Count("*", "MÜLLER_1") - 1);
        Assert.Equal(2002, Count([.. Enumerable.Range(0, 2000).Select(i => $"brain{i:D4}"), "müller*"]));
    }

    private static Gen<string> AnyOf(string[] parts) => Gen.Int[0, parts.Length - 1].Array[1, 4].Select(chosen => string.Concat(chosen.Select(i => parts[i])));

    // FormC, as patterns and names are compared.
    private static char Composed(char letter) => letter.ToString().Normalize(NormalizationForm.FormC)[0];

    private SqliteConnection Fill(IReadOnlyList<string> names)
    {
        _lab.Files.Create();
        var connection = _lab.Raw();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO dataset (name) VALUES (@name);
            INSERT INTO dataset_event (time, name, kind) VALUES ('2026-09-14T14:00:00.0000000Z', @name, 'imaging');
            """;
        var name = command.Parameters.AddWithValue("@name", string.Empty);
        foreach (var value in names)
        {
            name.Value = value;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return connection;
    }
}

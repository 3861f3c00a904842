using System.Globalization;

namespace MicroStatus.Processing.Rscm;

/// <summary>Composites of one folder, as seen.</summary>
internal sealed record Composites
{
    /// <summary>Their folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Their names, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Names against what is expected.</summary>
    public required CompositeCount Count { get; init; }

    /// <summary>When something was last made in their folder, or taken out of it; null when that was not looked at.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>Their sizes and times; null when these were not looked at: names are incomplete, or a later stage has begun.</summary>
    public CompositeFacts? Facts { get; init; }

    /// <summary>What differs from N × C files of one size, in words without a full stop; null when nothing does, as far as it was looked at.</summary>
    public string? Difference => (Count, Facts) switch
    {
        ({ IsComplete: false }, _) => Count.Difference,
        (_, { Empty: { Count: > 0 } empty }) => string.Create(CultureInfo.InvariantCulture, $"{empty.Count} of {Names.Count} hold nothing, {empty[0]} for one"),
        (_, { IsEven: false }) => "they are of several sizes",
        _ => null,
    };

    /// <summary>The file that <see cref="Difference"/> is about; the folder's name when it is about all.</summary>
    public string Subject => Facts?.Empty.FirstOrDefault() ?? Path.GetFileName(Folder);

    /// <summary>The part that is there, in percent; null when it is not known how many there are to be.</summary>
    public double? Percent => Count.Expected is { } expected and > 0 ? Math.Round(Math.Min(100.0 * Count.Found / expected, 100), 1) : null;

    /// <summary>All are there, of one size, none older than a moment.</summary>
    /// <param name="since">The moment; null when none is too old.</param>
    /// <returns>True when they are.</returns>
    public bool IsWhole(DateTimeOffset? since) => Count.IsComplete && Facts is { IsEven: true } facts && !(facts.Oldest < since);
}

using MicroStatus.Database;
using MicroStatus.Database.Examination;

namespace MicroStatus.Core.Tests.Examination;

public class FileFindingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sound_file_gives_nothing() => Assert.Empty(FileFindings.Of(new FileExamination { Path = "/db" }));

    [Theory]
    [InlineData("DatabaseNeedsUpdate", "Update-DatasetDb")]
    [InlineData("DatabaseCorrupt", "Restore-DatasetDb -Latest")]
    public void What_keeps_a_database_from_use_is_an_error_with_its_command(string errorId, string repair)
    {
        var found = Assert.Single(FileFindings.Of(new FileExamination
        {
            Path = "/db",
            Obstacle = new StatusException(errorId, StatusErrorCategory.InvalidData, "Why."),
        })).Finding;
        Assert.Equal((FindingSeverity.Error, DatabaseCheck.Usable, "Why.", repair, false), (found.Severity, found.Check, found.Text, found.Repair, found.IsSafe));
    }

    [Theory]
    [InlineData(true, "Test-DatasetDb -Repair")]
    [InlineData(false, "Restore-DatasetDb -Latest")]
    public void Only_damage_of_indexes_alone_is_safe_to_repair(bool areOnlyIndexes, string repair)
    {
        var found = Assert.Single(FileFindings.Of(new FileExamination { Path = "/db", IntegrityFaults = ["a", "b", "c", "d"], AreOnlyIndexes = areOnlyIndexes }));
        Assert.Equal((FindingSeverity.Error, repair, areOnlyIndexes), (found.Finding.Severity, found.Finding.Repair, found.Finding.IsSafe));
        Assert.Contains("a; b; c; and 1 more", found.Finding.Text, StringComparison.Ordinal);
        Assert.Equal(areOnlyIndexes ? FileRepairKind.RebuildIndexes : null, found.File?.Kind);
    }

    [Theory]
    [InlineData(SchemaDifferenceKind.Broken, FindingSeverity.Error, false)]
    [InlineData(SchemaDifferenceKind.MissingIndex, FindingSeverity.Warning, true)]
    [InlineData(SchemaDifferenceKind.OtherIndex, FindingSeverity.Warning, false)]
    [InlineData(SchemaDifferenceKind.Extra, FindingSeverity.Information, false)]
    public void A_difference_of_the_schema_matters_as_much_as_it_harms(SchemaDifferenceKind kind, FindingSeverity severity, bool isSafe)
    {
        var found = Assert.Single(FileFindings.Of(new FileExamination { Path = "/db", Schema = [new SchemaDifference(kind, "x", "Differs.")] })).Finding;
        Assert.Equal((severity, DatabaseCheck.Schema, "x", isSafe), (found.Severity, found.Check, found.Subject, found.IsSafe));
    }

    [Fact]
    public void A_reference_to_nothing_names_its_rows_and_its_value()
    {
        var found = Assert.Single(FileFindings.Of(new FileExamination { Path = "/db", References = [new DanglingReference("dataset", "pi", "pi", "17", [3, 5])] })).Finding;
        Assert.Equal([3L, 5L], found.Id);
        Assert.Equal("pi of rows 3, 5 of dataset is '17', and pi has no such row. Give it by name: Set-Dataset -Id 3, 5 -Pi '…'.", found.Text);
    }

    [Fact]
    public void What_is_remembered_of_a_folder_is_forgotten_only_when_it_is_gone()
    {
        var folder = new RememberedFolder("/fast/x", ["attention", "observation"]);
        Assert.Null(MemoryFindings.Of(folder, isGone: false));
        var found = MemoryFindings.Of(folder, isGone: true)!;
        Assert.Equal((FindingSeverity.Information, true), (found.Finding.Severity, found.Finding.IsSafe));
        Assert.Equal(new FileRepair(FileRepairKind.ForgetFolder, "/fast/x"), found.File);
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(2, 3, false)]
    [InlineData(3, 1, false)]
    public void An_old_quarantine_and_old_messages_are_told(int failures, int days, bool isTold)
    {
        var memory = new MemoryFindings(Now, TimeSpan.FromDays(2));
        Assert.Equal(isTold, memory.Of(new QuarantineRecord("/fast/x", failures, "Denied.", Now.AddDays(-days), null), limit: 3) is not null);
        Assert.Equal(days >= 2, memory.OfOutbox(failures, Now.AddDays(-days)) is not null);
        Assert.Null(memory.OfOutbox(0, null));
    }
}

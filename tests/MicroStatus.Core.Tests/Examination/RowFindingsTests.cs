using MicroStatus.Database.Examination;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Examination;

public class RowFindingsTests
{
    private const string Fast = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/x_stack1";
    private const string Hive = "/h20/Acquire/RSCM/klimstra-w/5CL18/x_stack1";

    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", true)]
    [InlineData("paused", true)]
    [InlineData(null, true)]
    [InlineData("finnished", false)]
    [InlineData("FINISHED", false)]
    public void A_damaged_status_is_safe_to_repair_where_it_can_mean_only_one_thing(string? stored, bool isSafe)
    {
        var row = Row() with { ImagingStatusText = stored, RowProblems = [$"imaging_status: '{stored ?? "NULL"}' is not a status"] };

        var found = Assert.Single(Examine(row));

        Assert.Equal((FindingSeverity.Warning, DatabaseCheck.Status, isSafe), (found.Finding.Severity, found.Finding.Check, found.Finding.IsSafe));
        Assert.Equal("Set-Dataset -Id 12 -ImagingStatus NeedsAttention -Force", found.Finding.Repair);
        Assert.Equal(isSafe, found.Change is not null);
        if (found.Change is { } change)
        {
            Assert.Equal(new FieldChange(DatasetField.ImagingStatus, stored, "needs_attention"), Assert.Single(change.Fields));
            Assert.Equal(("repaired", "imaging_status", stored, "needs_attention"), change.Events[0] is var e ? (e.Kind, e.Field, e.From, e.To) : default);
        }
    }

    [Fact]
    public void A_status_that_is_no_text_is_not_overwritten()
    {
        var row = Row() with
        {
            ProcessingStatusText = null,
            RowProblems = ["processing_status: 3 bytes where a text belongs"],
        };
        var found = Assert.Single(Examine(row));
        Assert.Equal((false, null), (found.Finding.IsSafe, found.Change));
    }

    [Fact]
    public void Values_that_cannot_be_read_are_one_finding_and_a_dangling_reference_is_told_elsewhere()
    {
        var row = Row() with { RowProblems = ["created: 'x' is not a time", "channels: 'many' is not a whole number", "pi: pi has no row '17'"] };
        var references = new[] { (12L, "pi") }.ToLookup(pair => pair.Item1, pair => pair.Item2);

        var found = Assert.Single(new RowFindings(Now, references).Of(row)).Finding;

        Assert.Equal(DatabaseCheck.Value, found.Check);
        Assert.Equal("Values that cannot be read count as empty, and are kept: created: 'x' is not a time; channels: 'many' is not a whole number.", found.Text);
    }

    [Fact]
    public void Moving_and_moved_at_once_is_told()
    {
        var found = Assert.Single(Examine(Row() with { Moving = true, Moved = true })).Finding;
        Assert.Equal((DatabaseCheck.Moving, "Set-Dataset -Id 12 -Moving $false -Force"), (found.Check, found.Repair));
    }

    [Fact]
    public void Paused_without_a_reason_is_a_persons_own_affair() => Assert.Empty(Examine(Row() with { Paused = true }));

    // flags | on FastStore, recorded on Hive, same path on Hive, trash | severity, check, safe
    [Theory]
    [InlineData("", "Folder Unknown Unknown", false, "")]
    [InlineData("", "Unknown Unknown Unknown", false, "")]
    [InlineData("", "Absent Unknown Absent", false, "Error Place False")]
    [InlineData("", "Absent Unknown Absent", true, "Error Place False")]
    [InlineData("", "Absent Unknown Unknown", false, "Warning Place False")]
    [InlineData("", "Absent Unknown Folder", false, "Warning Place False")]
    [InlineData("moving", "Absent Unknown Folder", false, "")]
    [InlineData("moving", "Absent Unknown Absent", false, "Error Place False")]
    [InlineData("moved", "Unknown Unknown Unknown", false, "Warning HivePath False")]
    [InlineData("moved", "Absent Unknown Folder", false, "Warning HivePath True")]
    [InlineData("moved", "Folder Unknown Absent", false, "Warning HivePath False")]
    [InlineData("moved", "Absent Unknown Absent", false, "Warning HivePath False")]
    [InlineData("moved hive", "Unknown Folder Unknown", false, "")]
    [InlineData("moved hive", "Unknown Unknown Unknown", false, "")]
    [InlineData("moved hive", "Absent Absent Unknown", true, "Error Place False")]
    [InlineData("moved hive", "Folder Absent Unknown", false, "Warning Place False")]
    public void A_dataset_must_be_where_its_row_says(string flags, string states, bool isInTrash, string expected)
    {
        var state = states.Split(' ').Select(Enum.Parse<FolderState>).ToArray();
        var row = Row() with
        {
            Moved = flags.StartsWith("moved", StringComparison.Ordinal),
            Moving = flags == "moving",
            PathOnHive = flags.EndsWith("hive", StringComparison.Ordinal) ? Hive : null,
        };
        var seen = Seen(row) with
        {
            OnFastStore = state[0],
            OnHive = state[1],
            AtSamePathOnHive = state[2],
            Trash = isInTrash ? [new TrashEntry("/trash/x", "RSCM/x", TrashKind.Moved, 12, IsMarked: true)] : [],
        };

        var found = new PlaceFindings(Now).Of(row, seen, isDatasetOnHive: true).Select(finding => finding.Finding);

        Assert.Equal(expected, string.Join(';', found.Select(finding => $"{finding.Severity} {finding.Check} {finding.IsSafe}")));
    }

    [Fact]
    public void A_place_on_hive_is_recorded_by_itself_only_when_it_is_a_dataset_and_nothing_unreadable_is_overwritten()
    {
        var row = Row() with { Moved = true };
        var seen = Seen(row) with { OnFastStore = FolderState.Absent, AtSamePathOnHive = FolderState.Folder };

        var safe = Assert.Single(new PlaceFindings(Now).Of(row, seen, isDatasetOnHive: true));
        Assert.Equal(new FieldChange(DatasetField.PathOnHive, null, Hive), Assert.Single(safe.Change!.Fields));
        Assert.Equal($"Set-Dataset -Id 12 -PathOnHive '{Hive}' -Force", safe.Finding.Repair);

        var noDataset = Assert.Single(new PlaceFindings(Now).Of(row, seen, isDatasetOnHive: false));
        Assert.Equal((false, null), (noDataset.Finding.IsSafe, noDataset.Change));

        var unreadable = row with { RowProblems = ["path_on_hive: 3 bytes where a text belongs"] };
        Assert.False(Assert.Single(new PlaceFindings(Now).Of(unreadable, seen, isDatasetOnHive: true)).Finding.IsSafe);
    }

    [Theory]
    [InlineData(ImagingStatus.Finished, 0, null, true)]
    [InlineData(ImagingStatus.Finished, 10, false, true)]
    [InlineData(ImagingStatus.Finished, 10, true, false)]
    [InlineData(ImagingStatus.Finished, null, null, false)]
    [InlineData(ImagingStatus.InProgress, 0, false, false)]
    public void An_end_without_images_is_told(ImagingStatus status, int? ribbons, bool? isDataset, bool isTold) =>
        Assert.Equal(isTold, FilesFindings.Of(Row() with { ImagingStatus = status, RibbonsFinished = ribbons }, isDataset) is not null);

    [Theory]
    [InlineData(true, "", "")]
    [InlineData(false, "", "Error Set-Dataset -Id 12 -Moving $false -Force")]
    [InlineData(false, "script log", "Error Set-Dataset -Id 12 -Moving $false -Force")]
    [InlineData(false, "done", "Error ")]
    [InlineData(false, "error", "Error Set-Dataset -Id 12 -Moving $false -Force")]
    [InlineData(null, "", "Warning Set-Dataset -Id 12 -Moving $false -Force")]
    [InlineData(null, "script", "Information ")]
    [InlineData(null, "log", "Information ")]
    [InlineData(null, "script log error", "Warning Set-Dataset -Id 12 -Moving $false -Force")]
    [InlineData(null, "done", "Warning ")]
    public void A_move_needs_a_job_and_matters_less_where_the_cluster_was_not_asked(bool? hasJob, string traces, string expected)
    {
        string? Trace(string name) => traces.Split(' ').Contains(name) ? "/moves/" + name : null;
        var found = MoveFindings.Of(
            Row() with { Moving = true },
            new MoveTraces(Trace("script"), Trace("log"), Trace("done"), Trace("error")),
            hasJob,
            hasJob is null ? "The command 'squeue' cannot be run on this machine." : null)?.Finding;

        Assert.Equal(expected, found is null ? string.Empty : $"{found.Severity} {found.Repair}");
        Assert.Equal(hasJob is null, found?.Text.EndsWith("Only the files were looked at: The command 'squeue' cannot be run on this machine.", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Rows_that_share_a_folder_are_one_finding_unless_the_earlier_ones_were_moved()
    {
        var duplicates = new DuplicateFindings();
        duplicates.Add(Row() with { Id = 1, Moved = true, PathOnHive = Hive });
        duplicates.Add(Row() with { Id = 2 });
        duplicates.Add(Row() with { Id = 3, Path = Fast + "/" });
        duplicates.Add(Row() with { Id = 4, Path = null });
        duplicates.Add(Row() with { Id = 5, Path = " " });
        duplicates.Add(Row() with { Id = 6, Moved = true, PathOnHive = Hive + "_2" });

        var found = Assert.Single(duplicates.All()).Finding;

        Assert.Equal([2L, 3L], found.Id);
        Assert.Equal((DatabaseCheck.Duplicate, "Clear-DatasetDb -Id 3", false), (found.Check, found.Repair, found.IsSafe));
    }

    private static IEnumerable<ExaminedFinding> Examine(Dataset row) =>
        new RowFindings(Now, Array.Empty<(long, string)>().ToLookup(pair => pair.Item1, pair => pair.Item2)).Of(row);

    private static Dataset Row() => new() { Id = 12, Name = "x_stack1", Path = Fast, ImagingStatus = ImagingStatus.Finished, ImagingStatusText = "finished" };

    private static Whereabouts Seen(Dataset row)
    {
        var storage = new MicroStatus.Configuration.StorageSettings();
        return new Whereabouts { FastStorePath = StorePath.Of(row.Path, storage), HivePath = StorePath.Of(row.PathOnHive, storage), SamePathOnHive = Hive };
    }
}

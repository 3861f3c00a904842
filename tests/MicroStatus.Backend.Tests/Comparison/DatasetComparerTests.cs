using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Datasets.Comparison;

namespace MicroStatus.Backend.Tests.Comparison;

public sealed class DatasetComparerTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_lab_in_order_has_no_differences_and_nothing_is_changed_by_looking()
    {
        _lab.AddRscm("klimstra-w/5CL18/full_stack1", imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/begun_stack2", imaged: 1);
        _lab.AddTile(Path.Join(_lab.MesoSpim, "cebra", "6CL1", "brain"), 0);
        _lab.AddRscm("demo_stack3", imaged: 1);
        await _lab.SettleAsync();
        var before = _lab.Everything();

        Assert.Empty(Compare());
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task What_differs_is_told_and_nothing_is_changed_by_looking()
    {
        var lost = _lab.AddRscm("a/5CL18/lost_stack1", imaged: 2);
        var gone = _lab.AddRscm("a/5CL18/gone_stack2", imaged: 2);
        var trashed = _lab.AddRscm("a/5CL18/trashed_stack3", imaged: 2);
        var copied = _lab.AddRscm("a/5CL18/copied_stack4", imaged: 2);
        _lab.AddRscm("a/5CL18/still_stack5", imaged: 2);
        await _lab.SettleAsync();
        _lab.Delete(Path.Join(lost, "scan_layer000"));
        _lab.Delete(gone);
        Trash(trashed, _lab.Row("trashed_stack3").Id, isMarked: true);
        _lab.Copy(copied, copied.Replace(_lab.Fast, Path.Join(_lab.Root, "hive"), StringComparison.Ordinal));
        _lab.Write(Path.Join(copied, ".microstatus.json"), """{"path": "/elsewhere"}""");
        _lab.Sql("UPDATE dataset SET moved = 1, path_on_hive = '/nowhere' WHERE name = 'still_stack5'");
        _lab.AddRscm("b/new_stack6");
        Trash(_lab.AddRscm("b/nobodys_stack7"), 999, isMarked: true);
        Trash(_lab.AddRscm("b/unmarked_stack8"), _lab.Row("lost_stack1").Id, isMarked: false);
        var before = _lab.Everything();

        var found = Compare();

        Assert.Equal(
            [
                "copied_stack4 MarkerOther",
                "copied_stack4 OnHiveNotRecorded",
                "gone_stack2 FolderGone",
                "lost_stack1 Counts",
                "lost_stack1 ImagingStatus",
                "new_stack6 NotRecorded",
                "nobodys_stack7 TrashOfNobody",
                "still_stack5 PathUnusable",
                "still_stack5 StillOnFastStore",
                "trashed_stack3 FolderGone",
                "trashed_stack3 InTrash",
                "unmarked_stack8 TrashUnmarked",
            ],
            found.Select(difference => $"{difference.Name} {difference.Kind}").Order(StringComparer.Ordinal));
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task A_store_that_is_absent_is_said_and_nothing_is_missing_from_it()
    {
        _lab.AddRscm("a/5CL18/x_stack1", imaged: 2);
        await _lab.SettleAsync();
        Directory.Move(Path.Join(_lab.Fast, "Acquire"), Path.Join(_lab.Fast, "away"));
        using var database = _lab.Open();
        var comparer = new DatasetComparer(_lab.Settings, _lab.Backend, database);

        Assert.StartsWith("FastStore is absent, so nothing is concluded", Assert.Single(comparer.Whereabouts.Suspended), StringComparison.Ordinal);
        Assert.Empty(Compare());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_a_fault_of_its_dataset_alone()
    {
        var denied = _lab.AddRscm("a/5CL18/denied_stack1", imaged: 2);
        await _lab.SettleAsync();
        using var database = _lab.Open();
        var comparer = new DatasetComparer(_lab.Settings, _lab.Backend, database);
        _lab.Tree.Deny(denied);
        Assert.Throws<UnauthorizedAccessException>(() => comparer.Compare(_lab.Row("denied_stack1"), CheckLab.Cancellation));
    }

    [Fact]
    public async Task A_new_acquisition_at_the_place_of_a_moved_one_is_no_difference_of_either()
    {
        var path = _lab.AddRscm("a/5CL18/again_stack1", imaged: 2);
        await _lab.SettleAsync();
        var hive = path.Replace(_lab.Fast, Path.Join(_lab.Root, "hive"), StringComparison.Ordinal);
        _lab.Rename(path, hive);
        _lab.Sql($"UPDATE dataset SET moved = 1, path_on_hive = '{hive}'");
        _lab.Sql("DELETE FROM observation; DELETE FROM folder_memory");
        _lab.AddRscm("a/5CL18/again_stack1", imaged: 2);
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality, imaging_status) VALUES ('again_stack1', '{path}', 'rscm', 'in_progress')");

        Assert.DoesNotContain(Compare(), difference => difference.Kind is not (DifferenceKind.Counts or DifferenceKind.MarkerMissing or DifferenceKind.ImagingStatus));
    }

    [Fact]
    public async Task A_dataset_on_hive_costs_few_calls()
    {
        var path = _lab.AddRscm("a/5CL18/x_stack1", imaged: 2);
        await _lab.SettleAsync();
        var hive = path.Replace(_lab.Fast, Path.Join(_lab.Root, "hive"), StringComparison.Ordinal);
        _lab.Rename(path, hive);
        _lab.Sql($"UPDATE dataset SET moved = 1, path_on_hive = '{hive}'");
        using var database = _lab.Open();
        var comparer = new DatasetComparer(_lab.Settings, _lab.Backend, database);
        _ = comparer.Compare(_lab.Row("x_stack1"), CheckLab.Cancellation);
        var before = _lab.Tree.Calls;

        Assert.Empty(comparer.Compare(_lab.Row("x_stack1"), CheckLab.Cancellation));
        Assert.Equal(2, _lab.Tree.Calls - before);
    }

    private List<DatasetDifference> Compare()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var comparer = new DatasetComparer(_lab.Settings, _lab.Backend, database);
        var unknown = new UnknownThings(_lab.Settings, _lab.Backend, database, comparer);
        var found = new List<DatasetDifference>();
        foreach (var row in database.FindDatasets(new DatasetFilter(), CheckLab.Cancellation))
        {
            unknown.Know(row);
            found.AddRange(comparer.Compare(row, CheckLab.Cancellation));
        }

        found.AddRange(unknown.Find(fault => Assert.Fail(fault.Cause.Message), CheckLab.Cancellation));
        return found;
    }

    private void Trash(string path, long id, bool isMarked)
    {
        var entry = path.Replace(Path.Join(_lab.Fast, "Acquire"), Path.Join(_lab.Fast, "trash", "autodelete"), StringComparison.Ordinal)
            + FormattableString.Invariant($".moved-{id:D5}-20260914120000");
        _lab.Rename(path, entry);
        if (isMarked)
        {
            _lab.Write(entry + ".trash_moved_at", string.Empty);
        }
    }
}

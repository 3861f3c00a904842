using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

public sealed class DatasetRestorerTests : IDisposable
{
    private const string Relative = "RSCM/klimstra-w/5CL18/8257_stack1";

    private readonly CheckLab _lab = new();

    private string Place => Path.Join(_lab.Fast, "Acquire", Relative);

    private string Entry => Path.Join(_lab.Settings.Storage.FastStore.TrashPath, Relative + ".moved-00001-20260901000000");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_dataset_comes_back_as_it_was_and_is_not_moved_again()
    {
        await MovedAsync();
        var restored = await RestoreAsync();
        Assert.Equal((Place, Entry, "/h20/Acquire/x"), (restored.Path, restored.From, restored.CopyOnHive));
        AssertRestored();
        _lab.Advance(31 * 24 * 60);
        await _lab.CheckAsync();
        Assert.False(_lab.Row("8257_stack1").Moving);
        Assert.Contains("/h20/Acquire/x", Assert.Single(_lab.Query("SELECT why FROM dataset_event WHERE kind = 'trash'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_restored_over_anything()
    {
        await MovedAsync();
        _lab.Write(Path.Join(Place, "new.tif"), "new");
        Assert.Equal("RestorePlaceTaken", (await Assert.ThrowsAsync<StatusException>(RestoreAsync)).ErrorId);
        Assert.True(Directory.Exists(Entry));
    }

    [Theory]
    [InlineData("UPDATE dataset SET moving = 1", "DatasetMoving")]
    [InlineData("UPDATE dataset SET moved = 0", "DatasetNotMoved")]
    [InlineData("UPDATE dataset SET path_on_fast_store = '/elsewhere/x'", "RestorePlaceUnknown")]
    [InlineData("UPDATE dataset SET id = 2", "DatasetNotFound")]
    public async Task What_cannot_be_restored_is_refused(string sql, string error)
    {
        await MovedAsync();
        _lab.Sql(sql);
        Assert.Equal(error, (await Assert.ThrowsAsync<StatusException>(RestoreAsync)).ErrorId);
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
    }

    [Fact]
    public async Task When_the_trash_is_empty_the_error_says_where_the_copy_is()
    {
        await MovedAsync();
        Directory.Delete(Entry, recursive: true);
        var error = await Assert.ThrowsAsync<StatusException>(RestoreAsync);
        Assert.Equal("TrashEntryNotFound", error.ErrorId);
        Assert.Contains("/h20/Acquire/x", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_restore_that_was_cut_off_is_settled_by_what_is_there(int renames)
    {
        await MovedAsync();
        _lab.Backend.DataFolders = new DyingFolders(renames, deletions: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(RestoreAsync);
        if (renames == 1)
        {
            // As when the process ended between the rename and the row.
            _lab.Sql("UPDATE intent SET state = 'Open'; UPDATE dataset SET moved = 1, path_on_hive = '/h20/Acquire/x'; DELETE FROM move_hold");
        }

        _lab.Backend.DataFolders = new Backend.Trash.DataFolders();
        await _lab.CheckAsync();
        if (renames == 1)
        {
            AssertRestored();
        }
        else
        {
            Assert.True(Directory.Exists(Entry));
            Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent"));
            Assert.True(_lab.Row("8257_stack1").Moved);
        }
    }

    private async Task MovedAsync()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2);
        await _lab.SettleAsync();
        _lab.Rename(Place, Entry);
        Directory.Delete(Path.Join(_lab.Fast, "Acquire/RSCM/klimstra-w"), recursive: true);
        foreach (var ending in (string[])[".trash_moved_at", ".manifest", ".copy"])
        {
            _lab.Write(Entry + ending, "x");
        }

        _lab.Sql("UPDATE dataset SET moved = 1, processing_status = 'finished', path_on_hive = '/h20/Acquire/x'");
        _lab.SeenLongAgo();
    }

    private Task<RestoreResult> RestoreAsync() => new TrashDesk(_lab.Backend, _lab.Settings, "node1").RestoreAsync(1, "ann", "A test.", CheckLab.Cancellation);

    private void AssertRestored()
    {
        var row = _lab.Row("8257_stack1");
        Assert.Equal((false, null), (row.Moved, row.PathOnHive));
        Assert.True(File.Exists(Path.Join(Place, "vs_series.dat")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Entry)!));
        Assert.Equal(["1"], _lab.Query("SELECT dataset_id FROM move_hold"));
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'trash-restore'"));
    }
}

using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Trash;

public sealed class TrashCommandTests : IDisposable
{
    private const string Folder = "/CBI_FastStore/trash/autodelete/RSCM/klimstra-w/5CL18/";
    private const string Channel = Folder + "a_stack1/405.channel-00001-20260901000000";
    private const string Moved = Folder + "a_stack1.moved-00001-20260901000000";
    private const string Place = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/a_stack1";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public TrashCommandTests()
    {
        _backend.Files.AddFolder("/CBI_FastStore/Acquire").AddFolder("/h20/Acquire");
        _backend.Files.Now = _backend.Time.GetUtcNow().AddDays(-4);
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "a_stack1", Path = Place, Moved = true, PathOnHive = "/h20/Acquire/x" });
        _runner = new CmdletRunner(_backend, typeof(GetDatasetTrashCommand), typeof(ClearDatasetTrashCommand), typeof(RestoreDatasetCommand));
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Entries_come_with_their_kind_and_when_they_are_due()
    {
        AddChannel();
        var entry = Assert.Single(_runner.Run("Get-DatasetTrash -Explain -Size").Of<DatasetTrash>());
        Assert.Equal((1L, "channel", Channel, true, true, 3L), (entry.Id!.Value, entry.Kind!, entry.Path, entry.IsDue, entry.MayGo!.Value, entry.Size!.Value));
        Assert.Equal(entry.MovedAt!.Value.AddDays(3), entry.Due);
        Assert.Empty(_runner.Run("Get-DatasetTrash -Name b*; Get-DatasetTrash -Id 2").Output);
    }

    [Fact]
    public void Explain_tells_why_an_entry_stays()
    {
        _backend.Files.AddFile(Moved + "/x", [1]).AddFile(Moved + ".trash_moved_at", []);
        var entry = Assert.Single(_runner.Run("Get-DatasetTrash -Explain").Of<DatasetTrash>());
        Assert.False(entry.MayGo);
        Assert.StartsWith("It has no usable manifest", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Clearing_deletes_what_is_due_and_says_what_that_freed()
    {
        AddChannel();
        var removal = Assert.Single(_runner.Run("Clear-DatasetTrash -Confirm:$false").Of<TrashRemoval>());
        Assert.Equal((true, 3L), (removal.IsGone, removal.Freed));
        Assert.Null(_backend.Files.Find(Channel));
        Assert.Null(_backend.Files.Find(Channel + ".trash_moved_at"));
        Assert.Empty(_backend.Database.Intents.FindOpen());
    }

    [Fact]
    public void WhatIf_changes_nothing_at_all()
    {
        AddChannel();
        AddMoved();
        Assert.Empty(_runner.Run("Clear-DatasetTrash -WhatIf; Restore-Dataset 1 -WhatIf").Output);
        Assert.Empty(_backend.Files.Acts);
        Assert.Empty(_backend.Database.Applied);
        Assert.Null(_backend.Database.CurrentLease);
    }

    [Fact]
    public void Each_entry_is_asked_for()
    {
        AddChannel();
        var result = _runner.Run("Clear-DatasetTrash");
        Assert.Single(result.Questions);
    }

    [Fact]
    public void Piped_entries_alone_are_meant()
    {
        AddChannel();
        Assert.Empty(_runner.Run("Get-DatasetTrash -Name nothing | Clear-DatasetTrash -Confirm:$false").Output);
        Assert.NotNull(_backend.Files.Find(Channel));
        Assert.Single(_runner.Run("Get-DatasetTrash | Clear-DatasetTrash -Confirm:$false").Of<TrashRemoval>());
        Assert.Equal(
            ["TrashEntryNotFound,MicroStatus.Trash.ClearDatasetTrashCommand"], _runner.Run("Clear-DatasetTrash /nothing -Confirm:$false").ErrorIds);
    }

    [Fact]
    public void What_is_not_due_stays_unless_it_is_an_emergency()
    {
        _backend.Files.Now = _backend.Time.GetUtcNow();
        AddChannel();
        Assert.Empty(_runner.Run("Clear-DatasetTrash -Confirm:$false").Output);
        Assert.True(Assert.Single(_runner.Run("Clear-DatasetTrash -Emergency -Confirm:$false").Of<TrashRemoval>()).IsGone);
    }

    [Fact]
    public void A_dataset_is_restored_and_held()
    {
        AddMoved();
        var restored = Assert.Single(_runner.Run("Restore-Dataset 1 -Reason 'To be stitched again.' -Confirm:$false").Of<RestoreResult>());
        Assert.Equal((Place, Moved, "/h20/Acquire/x"), (restored.Path, restored.From, restored.CopyOnHive));
        Assert.NotNull(_backend.Files.Find(Place + "/x"));
        var row = _backend.Database.Datasets[0];
        Assert.Equal((false, null), (row.Moved, row.PathOnHive));
        Assert.Contains("To be stitched again.", Assert.Single(_backend.Database.Moves.Holds).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_restored_is_an_error_of_its_own()
    {
        Assert.Equal(["TrashEntryNotFound,MicroStatus.Trash.RestoreDatasetCommand"], _runner.Run("Restore-Dataset 1 -Confirm:$false").ErrorIds);
        AddMoved();
        _backend.Files.AddFile(Place + "/y", [1]);
        Assert.Equal(["RestorePlaceTaken,MicroStatus.Trash.RestoreDatasetCommand"], _runner.Run("Restore-Dataset -Name a_* -Confirm:$false").ErrorIds);
    }

    private void AddChannel() => _backend.Files.AddFile(Channel + "/x", [1, 2, 3]).AddFile(Channel + ".trash_moved_at", []);

    private void AddMoved() => _backend.Files.AddFile(Moved + "/x", [1]).AddFile(Moved + ".trash_moved_at", []).AddFile(Moved + ".manifest", []);
}

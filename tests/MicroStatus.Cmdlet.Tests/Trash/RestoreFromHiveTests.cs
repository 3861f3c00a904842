using System.Management.Automation;
using System.Text;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Trash;

public sealed class RestoreFromHiveTests : IDisposable
{
    private const string Place = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/a_stack1";
    private const string Copy = "/h20/Acquire/RSCM/klimstra-w/5CL18/a_stack1";
    private const string Jobs = "/CBI_FastStore/tmp/move_jobs";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public RestoreFromHiveTests()
    {
        _backend.Files.AddFolder("/CBI_FastStore/Acquire").AddFile(Copy + "/x.tif", new byte[300]);
        _backend.Volumes.Spaces["/CBI_FastStore/Acquire"] = new VolumeSpace(1000, 400, 500);
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "a_stack1", Path = Place, Moved = true, PathOnHive = Copy });
        _runner = new CmdletRunner(_backend, typeof(RestoreDatasetCommand));
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(_runner.Run("Restore-Dataset 1 -WhatIf").Output);
        Assert.Empty(_backend.Files.Acts);
        Assert.Empty(_backend.Database.Applied);
        Assert.Empty(_backend.Cluster.Submitted);
    }

    [Fact]
    public void Without_waiting_the_job_is_submitted_and_the_row_stays_as_it_is()
    {
        var result = Assert.Single(_runner.Run("Restore-Dataset 1 -NoWait -Confirm:$false").Of<RestoreResult>());
        Assert.Equal((Place, Copy, false), (result.Path, result.From, result.IsDone));
        Assert.Equal("restore_00001", Assert.Single(_backend.Cluster.Submitted).Name);
        Assert.Equal(Copy, _backend.Database.Datasets[0].PathOnHive);
        Assert.Equal(IntentKind.HiveRestore, Assert.Single(_backend.Database.Intents.FindOpen()).Kind);
        Assert.True(_backend.Database.CurrentLease is { Released: true });
        Assert.Equal(["RestoreUnderWay,MicroStatus.Trash.RestoreDatasetCommand"], _runner.Run("Restore-Dataset 1 -Confirm:$false").ErrorIds);
    }

    [Fact]
    public async Task It_waits_until_the_proven_copy_is_there_and_records_it()
    {
        using var shell = _runner.Start("Restore-Dataset 1 -Reason 'To be stitched again.' -Confirm:$false");
        var running = shell.InvokeAsync();
        var request = await SubmittedAsync();
        Assert.True(_backend.Database.CurrentLease is { Released: true });
        _backend.Files.AddFile(Place + "/x.tif", new byte[300]);
        Mark("complete", ".done", request, Place + "\n");
        _backend.Cluster.Jobs.Clear();
        await AdvanceAsync(running);
        Assert.True(((RestoreResult)Assert.Single(await running).BaseObject).IsDone);
        var row = _backend.Database.Datasets[0];
        Assert.Equal((false, null), (row.Moved, row.PathOnHive));
        Assert.Contains("To be stitched again.", Assert.Single(_backend.Database.Moves.Holds).Reason, StringComparison.Ordinal);
        Assert.NotNull(_backend.Files.Find(Copy + "/x.tif"));
    }

    [Fact]
    public async Task A_copy_that_failed_is_an_error()
    {
        using var shell = _runner.Start("Restore-Dataset 1 -Confirm:$false");
        var running = shell.InvokeAsync();
        var request = await SubmittedAsync();
        Mark("error", ".error", request, $"the copy failed\nexit code: 26\nrun: {request.Comment}\n");
        await AdvanceAsync(running);
        Assert.Empty(await running);
        var error = Assert.Single(shell.Streams.Error);
        Assert.Equal("RestoreFailed,MicroStatus.Trash.RestoreDatasetCommand", error.FullyQualifiedErrorId);
        Assert.Contains("the copy failed", error.Exception.Message, StringComparison.Ordinal);
        Assert.True(_backend.Database.Datasets[0].Moved);
    }

    [Fact]
    public void What_has_no_room_or_no_copy_is_refused()
    {
        _backend.Volumes.Spaces["/CBI_FastStore/Acquire"] = new VolumeSpace(1000, 900, 100);
        Assert.Equal(["RestoreNoRoom,MicroStatus.Trash.RestoreDatasetCommand"], _runner.Run("Restore-Dataset 1 -Confirm:$false").ErrorIds);
        _backend.Files.Remove(Copy);
        Assert.Equal(["TrashEntryNotFound,MicroStatus.Trash.RestoreDatasetCommand"], _runner.Run("Restore-Dataset 1 -Confirm:$false").ErrorIds);
        Assert.Empty(_backend.Cluster.Submitted);
    }

    private void Mark(string folder, string ending, ClusterJobRequest request, string text) =>
        _backend.Files.AddFile($"{Jobs}/{folder}/{Path.GetFileNameWithoutExtension(request.LogPath)}{ending}", Encoding.UTF8.GetBytes(text));

    // The job is there, and whoever submitted it has given the right to act back.
    private async Task<ClusterJobRequest> SubmittedAsync()
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while ((_backend.Cluster.Submitted.Count == 0 || _backend.Database.CurrentLease is not { Released: true }) && DateTime.UtcNow < deadline)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return Assert.Single(_backend.Cluster.Submitted);
    }

    private async Task AdvanceAsync(Task<PSDataCollection<PSObject>> running)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!running.IsCompleted && DateTime.UtcNow < deadline)
        {
            _backend.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(running.IsCompleted);
    }
}

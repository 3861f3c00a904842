using MicroStatus.Acts;
using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Moves;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Moves;
using MicroStatus.Moves.Rules;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

public sealed class DatasetRetrievalTests : IDisposable
{
    private const string Name = "8257_stack1";
    private const string Relative = "RSCM/klimstra-w/5CL18/8257_stack1";

    private readonly CheckLab _lab = new();

    public DatasetRetrievalTests() => _lab.Settings = _lab.Settings with
    {
        Moves = new MoveSettings { Folder = Path.Join(_lab.Fast, "tmp", "move_jobs"), TimeResolution = TimeSpan.Zero },
        Cluster = new ClusterSettings { Executor = ClusterExecutor.Local, LocalFolder = Path.Join(_lab.Root, "local_jobs") },
    };

    private string Place => Path.Join(_lab.Fast, "Acquire", Relative);

    private string Copy => Path.Join(_lab.Settings.Storage.Hive.AcquirePath, Relative);

    private RetrievalDesk Desk => new(_lab.Backend, _lab.Settings, "node1");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_dataset_whose_trash_is_gone_comes_back_from_Hive_with_every_byte()
    {
        Assert.SkipUnless(MoveBench.IsThere("rclone"), "The program rclone is not on PATH.");
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2);
        await _lab.SettleAsync();
        var original = MoveBench.Fingerprint(Place);
        var jobs = new LocalExecutor(_lab.Settings.Cluster, TimeZoneInfo.Utc, TimeProvider.System);
        _lab.Backend.Jobs = jobs;
        _lab.Sql("UPDATE dataset SET processing_status = 'finished', paused = 0");
        var moves = new MoveDesk(_lab.Backend, _lab.Settings, "node1");
        var start = await moves.StartAsync(1, MoveAsker.Insistent, "A test.", CheckLab.Cancellation);
        Assert.Null(start.Error);
        await EndAsync(jobs, "move_00001");
        await moves.TrackAsync([1], (_, e) => throw e, CheckLab.Cancellation);
        Assert.True(_lab.Row(Name).Moved);
        Directory.Delete(_lab.Settings.Storage.FastStore.TrashPath, recursive: true);

        var intent = await Desk.BeginAsync(1, "ann", "A test.", CheckLab.Cancellation);
        Assert.Equal("RestoreUnderWay", (await Assert.ThrowsAsync<StatusException>(() => Desk.BeginAsync(1, "bob", "Again.", CheckLab.Cancellation))).ErrorId);
        Assert.True(_lab.Row(Name).Moved);
        await EndAsync(jobs, "restore_00001");
        var report = await _lab.CheckAsync(); // whoever began it does not wait any more

        Assert.Equal(original, MoveBench.Fingerprint(Place));
        Assert.Equal(original, MoveBench.Fingerprint(Copy));
        var row = _lab.Row(Name);
        Assert.Equal((false, null, false), (row.Moved, row.PathOnHive, row.Moving));
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'hive-restore'"));
        Assert.Equal(["1"], _lab.Query("SELECT dataset_id FROM move_hold"));
        Assert.Contains(Copy, _lab.Query("SELECT why FROM dataset_event WHERE who = 'ann'")[0], StringComparison.Ordinal);
        Assert.DoesNotContain(report.Problems, problem => problem.Step == CheckStep.Trash);
        using var database = _lab.Open();
        Assert.Equal(IntentState.Done, (await Desk.LookAsync(database, intent.Key, _ => { }, CheckLab.Cancellation)).Intent.State);
    }

    [Fact]
    public async Task A_failed_copy_is_told_and_goes_on_where_it_was()
    {
        var cluster = await MovedAsync();
        await Desk.BeginAsync(1, "ann", "A test.", CheckLab.Cancellation);
        var first = cluster.Last;
        cluster.Set(null, ClusterJobState.Failed, 26);
        _lab.Write(Path.Join(_lab.Settings.Moves.Folder, "error", Path.GetFileName(first.LogPath).Replace(".log", ".error", StringComparison.Ordinal)), $"the copy failed\nexit code: 26\nrun: {first.Comment}\n");

        var report = await _lab.CheckAsync();

        Assert.Contains(report.Problems, problem => problem.Cause is StatusException { ErrorId: "RestoreFailed" } error && error.Message.Contains("the copy failed", StringComparison.Ordinal));
        Assert.Equal(["NotDone|the copy failed"], _lab.Query("SELECT state, result FROM intent"));
        Assert.True(_lab.Row(Name).Moved);
        _lab.Advance(5);
        await Desk.BeginAsync(1, "ann", "A test.", CheckLab.Cancellation);
        Assert.NotEqual(first.Comment, cluster.Last.Comment);
        Assert.Equal(first.LogPath, cluster.Last.LogPath);
    }

    [Fact]
    public async Task A_job_that_nobody_knows_is_waited_for_and_then_given_up()
    {
        var cluster = await MovedAsync();
        await Desk.BeginAsync(1, "ann", "A test.", CheckLab.Cancellation);
        cluster.Jobs.Clear();
        await _lab.CheckAsync();
        Assert.Equal(["Open"], _lab.Query("SELECT state FROM intent"));
        _lab.Advance(60);
        await _lab.CheckAsync();
        Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent"));
        Assert.True(_lab.Row(Name).Moved);
    }

    [Fact]
    public async Task Nothing_is_copied_over_anything_nor_without_room_nor_from_nowhere()
    {
        await MovedAsync();
        using var database = _lab.Open();
        _lab.Backend.Volumes.Fill(_lab.Settings.Storage.FastStore.AcquirePath, 100);
        Assert.Equal("RestoreNoRoom", Assert.Throws<StatusException>(() => Desk.Plan(database, _lab.Row(Name), CheckLab.Cancellation)).ErrorId);
        Directory.CreateDirectory(Place);
        Assert.Equal("RestorePlaceTaken", Assert.Throws<StatusException>(() => Desk.Plan(database, _lab.Row(Name), CheckLab.Cancellation)).ErrorId);
        Directory.Delete(Place);
        Directory.Delete(Copy, recursive: true);
        Assert.Equal("TrashEntryNotFound", Assert.Throws<StatusException>(() => Desk.Plan(database, _lab.Row(Name), CheckLab.Cancellation)).ErrorId);
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
    }

    private async Task<FakeExecutor> MovedAsync()
    {
        var cluster = new FakeExecutor();
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2);
        await _lab.SettleAsync();
        _lab.Backend.Jobs = cluster;
        _lab.Rename(Place, Copy);
        _lab.Sql($"UPDATE dataset SET moved = 1, processing_status = 'finished', path_on_hive = '{Copy}'");
        _lab.SeenLongAgo();
        return cluster;
    }

    private static async Task EndAsync(LocalExecutor jobs, string name)
    {
        while ((await jobs.FindAsync(name, null, CheckLab.Cancellation)).Any(job => job.IsLive))
        {
            await Task.Delay(50, CheckLab.Cancellation);
        }
    }
}

using System.Globalization;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Moves;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Backend.Tests.Moves;

// lab.md §8: moves in the status check, with a cluster that does what the test says.
public sealed class MovesStepTests : IDisposable
{
    private const string Name = "8257_stack1";
    private readonly CheckLab _lab = new();
    private readonly FakeExecutor _cluster = new();
    private readonly string _jobs;
    private string _path;

    public MovesStepTests()
    {
        _jobs = Path.Join(_lab.Fast, "tmp", "move_jobs");
        _lab.Settings = _lab.Settings with
        {
            Moves = new MoveSettings { Folder = _jobs },
            Cluster = new ClusterSettings { CommandTimeout = TimeSpan.FromSeconds(60) },
        };
        _lab.Backend.Jobs = _cluster;
        _path = string.Empty;
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_finished_dataset_is_submitted_once_under_its_own_name()
    {
        await FinishedAsync();
        var report = await _lab.CheckAsync();

        Assert.Empty(report.Problems);
        var request = Assert.Single(_cluster.Requests);
        Assert.Equal("move_00001", request.Name);
        Assert.Equal(("compute", 4, 8), (request.Partition, request.Cpus, request.MemoryGigabytes));
        Assert.StartsWith(Path.Join(_jobs, "scripts", "00001_klimstra-w_5CL18_8257_stack1."), request.ScriptPath, StringComparison.Ordinal);
        Assert.Contains(request.Comment!, request.ScriptPath, StringComparison.Ordinal);
        Assert.Equal(Path.Join(_jobs, "logs", "00001_klimstra-w_5CL18_8257_stack1.log"), request.LogPath);
        Assert.StartsWith("#!", await File.ReadAllTextAsync(request.ScriptPath, CheckLab.Cancellation), StringComparison.Ordinal);
        Assert.True(_lab.Row(Name).Moving);
        Assert.Equal((MoveState.Queued, "101"), (Move().State, Move().JobId));
        Assert.Contains(report.Changes, change => change.What == EventKind.Move);

        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
    }

    [Fact]
    public async Task Done_and_there_is_moved_and_announced_once()
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        PlayMove();
        await _lab.CheckAsync();
        await _lab.CheckAsync();

        var row = _lab.Row(Name);
        Assert.Equal((true, false, Destination), (row.Moved, row.Moving, row.PathOnHive));
        Assert.Equal(ProcessingStatus.Finished, row.ProcessingStatus);
        Assert.Equal(MoveState.Moved, Move().State);
        Assert.Single(_lab.Messages(Name), MessageKind.Moved);
        Assert.Empty(Open());
    }

    [Fact]
    public async Task A_failed_move_is_tried_three_times_more_and_then_needs_a_person()
    {
        await FinishedAsync();
        var pauses = new List<double>();
        for (var run = 1; run <= 4; run++)
        {
            await _lab.CheckAsync();
            Assert.Equal(run, _cluster.Requests.Count);
            Assert.True(_lab.Row(Name).Moving);
            Fail("the disk is full");
            await _lab.CheckAsync();
            Assert.False(_lab.Row(Name).Moving);
            if (run < 4)
            {
                Assert.Equal(MoveState.Failed, Move().State);
                pauses.Add((Move().NextTry!.Value - _lab.Clock.GetUtcNow()).TotalMinutes);
                _lab.Advance(pauses[^1] - 1);
                await _lab.CheckAsync();
                Assert.Equal(run, _cluster.Requests.Count);
                _lab.Advance(1);
            }
        }

        Assert.Equal([10, 20, 40], pauses);
        Assert.Equal(4, _cluster.Requests.Select(request => request.Comment).Distinct().Count());
        Assert.Equal(MoveState.GaveUp, Move().State);
        var row = _lab.Row(Name);
        Assert.Equal((ProcessingStatus.NeedsAttention, true), (row.ProcessingStatus, row.Paused));
        Assert.Single(_lab.Messages(Name), MessageKind.MoveFailed);
        Assert.Contains("the disk is full", Assert.Single(_lab.OpenTexts(_path)), StringComparison.Ordinal);

        _lab.Advance(3 * 24 * 60);
        await _lab.CheckAsync();
        Assert.Equal(4, _cluster.Requests.Count);
        Assert.Equal([AttentionKind.MoveFailed], _lab.OpenKinds(_path));
    }

    [Fact]
    public async Task What_a_person_starts_after_it_was_given_up_ends_as_if_nothing_had_been()
    {
        await GivenUpAsync();
        var start = await Desk().StartAsync(1, MoveAsker.Insistent, "Asked for.", CheckLab.Cancellation);
        Assert.Null(start.Error);
        Assert.Equal(2, _cluster.Requests.Count);
        PlayMove();
        await _lab.CheckAsync();

        var row = _lab.Row(Name);
        Assert.Equal((ProcessingStatus.Finished, false, true), (row.ProcessingStatus, row.Paused, row.Moved));
        Assert.Empty(_lab.OpenKinds(_path));
    }

    [Fact]
    public async Task A_submission_without_an_answer_is_found_by_its_name_and_run()
    {
        await FinishedAsync();
        _cluster.After = _ => throw new StatusException("ClusterCommandTimedOut", StatusErrorCategory.InvalidOperation, "sbatch did not answer.", null, null);
        Assert.NotEmpty((await _lab.CheckAsync()).Problems);
        Assert.Equal(MoveState.Submitting, Move().State);
        Assert.True(_lab.Row(Name).Moving);
        Assert.Single(Open());

        _cluster.After = null;
        await _lab.CheckAsync();
        Assert.Equal((MoveState.Queued, "101"), (Move().State, Move().JobId));
        Assert.Single(_cluster.Requests);
        Assert.Empty(Open());
    }

    [Fact]
    public async Task A_submission_that_never_arrived_is_made_again_under_another_run_and_only_later()
    {
        await FinishedAsync();
        _cluster.Before = _ => throw new OperationCanceledException();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.CheckAsync());
        Assert.Equal(MoveState.Submitting, Move().State);
        var first = Move().RunId;
        _cluster.Before = null;
        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Empty(_cluster.Requests);

        _lab.Advance(2);
        await _lab.CheckAsync();
        var request = Assert.Single(_cluster.Requests);
        Assert.NotEqual(first, request.Comment);
        Assert.Equal((MoveState.Queued, 1L), (Move().State, Move().MoveId));
        Assert.Empty(Open());
    }

    [Fact]
    public async Task A_refused_submission_gives_the_dataset_back_and_is_tried_again()
    {
        await FinishedAsync();
        _cluster.Before = _ => throw new StatusException("ClusterRefused", StatusErrorCategory.InvalidOperation, "There is no partition compute.", null, null);
        var report = await _lab.CheckAsync();

        Assert.Contains("There is no partition compute.", Assert.Single(report.Problems).Text, StringComparison.Ordinal);
        Assert.False(_lab.Row(Name).Moving);
        Assert.Equal((MoveState.Failed, "There is no partition compute."), (Move().State, Move().LastError));
        Assert.Empty(Open());
    }

    [Fact]
    public async Task A_job_without_a_trace_is_unknown_for_long_and_then_has_failed()
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        _cluster.Jobs.Clear();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            _lab.Advance(9.9);
            await _lab.CheckAsync();
            Assert.Equal(MoveState.Unknown, Move().State);
            Assert.True(_lab.Row(Name).Moving);
        }

        _lab.Advance(30);
        await _lab.CheckAsync();
        Assert.Equal(MoveState.Failed, Move().State);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_changes_nothing()
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        _cluster.Silence = new StatusException("ClusterCommandFailed", StatusErrorCategory.InvalidOperation, "squeue: error.", null, null);
        var report = await _lab.CheckAsync();
        Assert.Single(report.Problems);
        Assert.True(_lab.Row(Name).Moving);

        PlayMove();
        await _lab.CheckAsync();
        Assert.True(_lab.Row(Name).Moved);
    }

    [Fact]
    public async Task A_move_of_the_web_page_is_tracked_by_its_markers()
    {
        await FinishedAsync();
        _lab.Sql("UPDATE dataset SET moving = 1");
        await _lab.CheckAsync();
        Assert.Equal((MoveOrigin.WebPage, MoveState.Unknown), (Move().Origin, Move().State));
        Assert.Empty(_cluster.Requests);
        PlayMove();
        await _lab.CheckAsync();

        Assert.Equal((true, false, Destination), (_lab.Row(Name).Moved, _lab.Row(Name).Moving, _lab.Row(Name).PathOnHive));
        Assert.Single(_lab.Messages(Name), MessageKind.Moved);
    }

    [Fact]
    public async Task A_move_of_the_web_page_that_failed_is_made_anew_by_us()
    {
        await FinishedAsync();
        _lab.Sql("UPDATE dataset SET moving = 1");
        await _lab.CheckAsync();
        _lab.Write(Path.Join(_jobs, "error", "00001_klimstra-w_5CL18_8257_stack1.error"), "rsync failed");
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
        Assert.Equal((MoveOrigin.Check, MoveState.Queued), (Move().Origin, Move().State));
    }

    [Fact]
    public async Task A_marker_of_an_earlier_move_does_not_end_one_of_the_web_page()
    {
        await FinishedAsync();
        Directory.CreateDirectory(Destination);
        _lab.Write(Path.Join(_jobs, "complete", "00001_klimstra-w_5CL18_8257_stack1.done"), Destination + "\n");
        _lab.Sql("UPDATE dataset SET moving = 1");
        await _lab.CheckAsync();
        Assert.False(_lab.Row(Name).Moved);
        Assert.True(_lab.Row(Name).Moving);
    }

    [Fact]
    public async Task A_job_that_was_taken_for_lost_and_ends_well_after_all_counts()
    {
        await FinishedAsync();
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { RetryPause = TimeSpan.FromDays(1) } };
        await _lab.CheckAsync();
        _cluster.Jobs.Clear();
        _lab.Advance(11);
        await _lab.CheckAsync();
        _lab.Advance(31);
        await _lab.CheckAsync();
        Assert.Equal(MoveState.Failed, Move().State);
        PlayMove();
        await _lab.CheckAsync();
        Assert.Equal((true, Destination, MoveState.Moved), (_lab.Row(Name).Moved, _lab.Row(Name).PathOnHive, Move().State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_was_killed_after_it_took_the_source_to_the_trash_is_followed_by_one_that_ends_the_move(bool isTheSource)
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        var move = Move();
        _lab.Rename(_path, move.TrashEntry!);
        var inode = _lab.Tree.Find(move.TrashEntry!)!.Value.Identity.Inode + (isTheSource ? 0UL : 1UL);
        _lab.Write(Path.Join(move.WorkFolder, "trash-entry"), move.TrashEntry!);
        _lab.Write(Path.Join(move.WorkFolder, "journal"), string.Create(CultureInfo.InvariantCulture, $"2026-01-02T03:04:05Z {move.RunId} trashing {inode}\n"));
        _cluster.Set(null, ClusterJobState.Failed, 137);
        await _lab.CheckAsync();
        Assert.Equal(MoveState.Failed, Move().State);
        _lab.Advance(11);
        await _lab.CheckAsync();

        Assert.Equal(isTheSource ? 2 : 1, _cluster.Requests.Count);
        Assert.Equal((move.WorkFolder, move.TrashEntry), (Move().WorkFolder, Move().TrashEntry));
    }

    [Fact]
    public async Task No_more_than_the_limit_move_at_once()
    {
        await FinishedAsync("a_stack1", "b_stack1", "c_stack1");
        await _lab.CheckAsync();
        Assert.Equal(2, _cluster.Requests.Count);
        await _lab.CheckAsync();
        Assert.Equal(2, _cluster.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_only_looks_submits_nothing_and_tells_what_would_be(bool isWhatIf)
    {
        await FinishedAsync();
        if (!isWhatIf)
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        }

        var before = _lab.SharedTables();
        var report = await _lab.CheckAsync(isWhatIf);
        Assert.Contains(report.Changes, change => change.What == EventKind.Move);
        Assert.Empty(_cluster.Requests);
        Assert.Equal(before, _lab.SharedTables());
        Assert.False(Directory.Exists(_jobs));
    }

    [Fact]
    public async Task Without_Hive_nothing_is_begun_and_nothing_is_concluded()
    {
        await FinishedAsync("a_stack1", "b_stack1");
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Limit = 1 } };
        await _lab.CheckAsync();
        var away = Path.Join(_lab.Root, "away");
        Directory.Move(Path.Join(_lab.Root, "hive", "Acquire"), away);
        _cluster.Jobs.Clear();
        _lab.Advance(600);
        await _lab.CheckAsync();
        _lab.Advance(600);
        await _lab.CheckAsync();
        Assert.True(Move().IsUnderWay);
        Assert.Single(_cluster.Requests);
    }

    [Fact]
    public async Task A_stale_dataset_moves_unless_something_still_works_with_it()
    {
        await FinishedAsync();
        _lab.Sql("UPDATE dataset SET processing_status = 'denoised'");
        _lab.Advance(29 * 24 * 60);
        await _lab.CheckAsync();
        Assert.Empty(_cluster.Requests);

        var queue = Path.Join(_lab.Root, "stitch");
        _lab.Settings = _lab.Settings with
        {
            Rscm = _lab.Settings.Rscm with
            {
                Processing = _lab.Settings.Rscm.Processing with { Stitching = _lab.Settings.Rscm.Processing.Stitching with { Folder = queue } },
            },
        };
        _lab.Write(Path.Join(queue, "processing", "00001_klimstra-w_5CL18_8257_stack1.txt"), "rootDir");
        _lab.Advance(3 * 24 * 60);
        await _lab.CheckAsync();
        Assert.Empty(_cluster.Requests);

        _lab.Delete(Path.Join(queue, "processing", "00001_klimstra-w_5CL18_8257_stack1.txt"));
        await _lab.CheckAsync();
        Assert.Empty(_cluster.Requests); // looked at once a day

        _lab.Advance(24 * 60);
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
    }

    [Fact]
    public async Task A_stopped_move_stays_stopped_until_a_person_lets_it_go()
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        var stopped = await Desk().StopAsync(1, "ann", CheckLab.Cancellation);
        Assert.Equal(MoveState.Cancelled, stopped.State);
        Assert.Equal(ClusterJobState.Cancelled, _cluster.Jobs[0].State);
        Assert.False(_lab.Row(Name).Moving);
        Assert.Empty(Open());

        _lab.Advance(24 * 60);
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);

        await Desk().StartAsync(1, MoveAsker.Person, "Asked for.", CheckLab.Cancellation);
        Assert.Equal(2, _cluster.Requests.Count);
        Assert.Equal(Move().WorkFolder, stopped.WorkFolder);
    }

    [Fact]
    public async Task A_stop_that_was_cut_off_is_carried_out_by_the_next_check()
    {
        await FinishedAsync();
        await _lab.CheckAsync();
        _cluster.Silence = new StatusException("ClusterCommandTimedOut", StatusErrorCategory.InvalidOperation, "squeue did not answer.", null, null);
        await Assert.ThrowsAsync<StatusException>(() => Desk().StopAsync(1, "ann", CheckLab.Cancellation));
        _cluster.Silence = null;
        await _lab.CheckAsync();
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
    }

    private string Destination => Path.Join(_lab.Root, "hive", "Acquire", Path.GetRelativePath(Path.Join(_lab.Fast, "Acquire"), _path));

    private MoveDesk Desk() => new(_lab.Backend, _lab.Settings, "node1");

    private async Task FinishedAsync(params string[] names)
    {
        foreach (var name in names.Length == 0 ? [Name] : names)
        {
            _path = _lab.AddRscm("klimstra-w/5CL18/" + name, imaged: 2);
        }

        await _lab.SettleAsync();
        _lab.Sql("UPDATE dataset SET processing_status = 'finished'");
        _lab.SeenLongAgo();
    }

    private async Task GivenUpAsync()
    {
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Retries = 0 } };
        await FinishedAsync();
        await _lab.CheckAsync();
        Fail("the disk is full");
        await _lab.CheckAsync();
        Assert.Equal(MoveState.GaveUp, Move().State);
    }

    private DatasetMove Move()
    {
        using var database = _lab.Open();
        return database.Moves.Find(new MoveFilter())[0];
    }

    private IReadOnlyList<string> Open() => _lab.Query("SELECT key FROM intent WHERE state = 'Open'");

    // What a job does to the stores when it ends well.
    private void PlayMove()
    {
        _lab.Rename(_path, Destination);
        _lab.Write(Path.Join(_jobs, "complete", "00001_klimstra-w_5CL18_8257_stack1.done"), Destination + "\n");
        _cluster.Jobs.Clear();
    }

    private void Fail(string reason)
    {
        var error = string.Create(CultureInfo.InvariantCulture, $"{reason}\nexit code: 26\nrun: {_cluster.Last.Comment}\n");
        _lab.Write(Path.Join(_jobs, "error", "00001_klimstra-w_5CL18_8257_stack1.error"), error);
        _cluster.Jobs.Clear();
    }
}

using System.Globalization;
using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Trash;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Moves.Job;
using MicroStatus.Moves.Publishing;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Moves.Proving;

// lab.md §8: the web page compares sizes and writes no trash marker; its entry gets one only after both sides were hashed.
public sealed class WebPageProofTests : IDisposable
{
    private const string Name = "8257_stack1";
    private const string Relative = "RSCM/klimstra-w/5CL18/" + Name;

    private readonly CheckLab _lab = new();
    private readonly FakeExecutor _cluster = new();

    public WebPageProofTests()
    {
        _lab.Settings = _lab.Settings with
        {
            Moves = new MoveSettings { Folder = Path.Join(_lab.Fast, "tmp", "move_jobs"), TimeResolution = TimeSpan.Zero },
            Cluster = new ClusterSettings { Executor = ClusterExecutor.Local, LocalFolder = Path.Join(_lab.Root, "local_jobs") },
        };
        _lab.Backend.Jobs = _cluster;
    }

    private string Source => Path.Join(_lab.Fast, "Acquire", Relative);

    private string Copy => Path.Join(_lab.Root, "hive", "Acquire", Relative);

    private string Entry => Path.Join(_lab.Settings.Storage.FastStore.TrashPath, Relative);

    private string Jobs => _lab.Settings.Moves.Folder;

    private string Marker => Entry + ".trash_moved_at";

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task From_the_web_pages_done_marker_checks_bring_the_marker_into_the_trash()
    {
        var jobs = UseRealJobs();
        await MovingAsync();
        PlayWebPage();
        var report = await _lab.CheckAsync();
        Assert.True(_lab.Row(Name).Moved);
        Assert.Contains(report.Changes, change => change.What == EventKind.Trash);
        await EndAsync(jobs);
        Assert.True(File.Exists(Marker), Log());
        Assert.Empty((await _lab.CheckAsync()).Problems);

        Assert.Equal(["move-proof/00001-1-1|Done"], _lab.Query("SELECT key, state FROM intent"));
        Assert.Equal([$"{Entry}|Hashes|Moved"], _lab.Query("SELECT trash_entry, proof, state FROM dataset_move"));
        Assert.Equal([MessageKind.Moved], _lab.Messages(Name).Where(kind => kind is MessageKind.Moved or MessageKind.NeedsAttention));
        Assert.Empty(_lab.OpenKinds(Source));
        await _lab.CheckAsync();
        Assert.Single(await jobs.FindAsync("verify_00001", null, CheckLab.Cancellation));
    }

    [Fact]
    public async Task A_proven_entry_goes_when_its_time_is_over_and_its_copy_is_what_it_was()
    {
        await ProvenAsync();
        var entry = Assert.Single(await LookAsync());
        Assert.Equal((1L, TrashKindMoved, false), (entry.Id, entry.Kind, entry.IsDue));
        Assert.StartsWith("It is kept until", entry.Reason, StringComparison.Ordinal);
        _lab.Advance((72 * 60) + 10);
        await _lab.CheckAsync();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Entry)!));
        Assert.True(Directory.Exists(Copy));
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'trash-delete'"));
    }

    [Fact]
    public async Task A_proven_entry_stays_when_its_copy_was_changed_since()
    {
        await ProvenAsync();
        MoveBench.Bash("printf changed > vs_series.dat", Copy);
        _lab.Advance((72 * 60) + 10);
        await _lab.CheckAsync();

        Assert.True(Directory.Exists(Entry));
        Assert.True(File.Exists(Marker));
    }

    [Fact]
    public async Task A_dataset_comes_back_from_a_proven_entry_as_it_was()
    {
        await ProvenAsync();
        var before = MoveBench.Fingerprint(Entry);
        var restored = await RestoreAsync();

        Assert.Equal((Source, Entry, Copy), (restored.Path, restored.From, restored.CopyOnHive));
        Assert.Equal(before, MoveBench.Fingerprint(Source));
        Assert.False(_lab.Row(Name).Moved);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Entry)!));
        await _lab.CheckAsync();
        Assert.Single(_lab.Query("SELECT 1 FROM intent WHERE kind = 'move-proof'"));
    }

    [Fact]
    public async Task Until_it_is_proven_an_entry_is_shown_as_waiting_and_can_be_brought_back_by_its_identity()
    {
        await MovingAsync();
        PlayWebPage(suffix: "_2");
        await _lab.CheckAsync();
        var request = Assert.Single(_cluster.Requests);
        Assert.Equal(("verify_00001", "verify-00001-1-1"), (request.Name, request.Comment));

        var entry = Assert.Single(await LookAsync());
        Assert.Equal((1L, TrashKindMoved, Entry + "_2", Relative, false), (entry.Id, entry.Kind, entry.Path, entry.RelativePath, entry.MayGo));
        Assert.Equal("It waits for its proof: a job compares it with its copy on Hive.", entry.Reason);
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);

        await RestoreAsync();
        Assert.True(Directory.Exists(Source));
        Fail(MoveExitCode.SourceMissing, "the entry of the trash is not there any more");
        await _lab.CheckAsync();
        Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent WHERE kind = 'move-proof'"));
        Assert.Empty(_lab.OpenKinds(Source));
        _lab.Advance(60);
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
    }

    [Fact]
    public async Task A_difference_is_told_once_and_never_marked_nor_tried_again()
    {
        var jobs = UseRealJobs();
        await MovingAsync();
        PlayWebPage();
        MoveBench.Bash("printf X | dd of=vs_series.dat conv=notrunc status=none", Copy);
        await _lab.CheckAsync();
        await EndAsync(jobs);
        await _lab.CheckAsync();
        _lab.Advance(24 * 60);
        await _lab.CheckAsync();

        Assert.False(File.Exists(Marker));
        Assert.Equal([AttentionKind.CopyUnproven], _lab.OpenKinds(Source));
        Assert.Contains("not the same: vs_series.dat", Assert.Single(_lab.OpenTexts(Source)), StringComparison.Ordinal);
        Assert.Single(_lab.Messages(Name), MessageKind.NeedsAttention);
        Assert.Single(_lab.Query("SELECT 1 FROM intent"));
        Assert.Contains("not the same: vs_series.dat", Assert.Single(await LookAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal((ProcessingStatus.Finished, false), (_lab.Row(Name).ProcessingStatus, _lab.Row(Name).Paused));

        await RestoreAsync();
        Assert.Empty(_lab.OpenKinds(Source));
    }

    [Fact]
    public async Task A_proof_that_fails_is_tried_three_times_more_and_then_needs_a_person()
    {
        await MovingAsync();
        PlayWebPage();
        var pauses = new List<double>();
        for (var run = 1; run <= 4; run++)
        {
            await _lab.CheckAsync();
            Assert.Equal(run, _cluster.Requests.Count);
            Fail(MoveExitCode.Unexpected, "a file could not be read");
            await _lab.CheckAsync();
            for (var minutes = 1; run < 4 && _cluster.Requests.Count == run; minutes++)
            {
                _lab.Advance(1);
                await _lab.CheckAsync();
                if (_cluster.Requests.Count > run)
                {
                    pauses.Add(minutes);
                }
            }
        }

        Assert.Equal([10, 20, 40], pauses);
        Assert.Equal(4, _cluster.Requests.Select(request => request.Comment).Distinct().Count());
        Assert.Equal([AttentionKind.CopyUnproven], _lab.OpenKinds(Source));
        Assert.Single(_lab.Messages(Name), MessageKind.NeedsAttention);
        _lab.Advance(3 * 24 * 60);
        await _lab.CheckAsync();
        Assert.Equal(4, _cluster.Requests.Count);
        Assert.False(File.Exists(Marker));
    }

    [Fact]
    public async Task A_submission_without_an_answer_is_settled_by_evidence_and_not_made_again()
    {
        await MovingAsync();
        PlayWebPage();
        _cluster.After = _ => throw new StatusException("ClusterCommandTimedOut", StatusErrorCategory.InvalidOperation, "sbatch did not answer.", null, null);
        await _lab.CheckAsync();
        _cluster.After = null;
        await _lab.CheckAsync();
        Assert.Single(_cluster.Requests);
        Assert.Equal(["Open"], _lab.Query("SELECT state FROM intent"));
        Done();
        await _lab.CheckAsync();
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent"));
    }

    [Fact]
    public async Task A_check_that_dies_before_the_job_is_submitted_loses_and_repeats_nothing()
    {
        await MovingAsync();
        PlayWebPage();
        _cluster.Before = _ => throw new InvalidCastException("Killed.");
        await Assert.ThrowsAnyAsync<Exception>(() => _lab.CheckAsync());
        _cluster.Before = null;
        Assert.Equal(["Open"], _lab.Query("SELECT state FROM intent"));
        await _lab.CheckAsync();
        Assert.Empty(_cluster.Requests);
        _lab.Advance(60);
        await _lab.CheckAsync();
        _lab.Advance(60);
        await _lab.CheckAsync();
        Assert.Equal(["NotDone", "Open"], _lab.Query("SELECT state FROM intent ORDER BY intent_id"));
        Assert.Equal("verify-00001-1-2", Assert.Single(_cluster.Requests).Comment);
    }

    [Fact]
    public async Task A_folder_that_only_has_its_name_is_not_taken_for_it()
    {
        await MovingAsync();
        PlayWebPage();
        MoveBench.Bash("mv \"$1\" \"$2\"; cp -a \"$2\" \"$1\"", _lab.Root, Entry, Path.Join(_lab.Root, "away"));
        await _lab.CheckAsync();
        await _lab.CheckAsync();

        Assert.Empty(_cluster.Requests);
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent"));
        Assert.Contains("is not compared with what the web page put into the trash", Assert.Single(_lab.Query("SELECT why FROM dataset_event WHERE kind = 'trash'")), StringComparison.Ordinal);
        Assert.Empty(_lab.OpenKinds(Source));
        Assert.Equal("TrashEntryNotFound", await RefusalAsync());
    }

    [Fact]
    public async Task Nothing_is_published_from_a_copy_that_is_still_to_be_proven()
    {
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Publish = _lab.Settings.Moves.Publish with { Root = Path.Join(_lab.Root, "hive/Public") } } };
        _lab.Backend.Imaris = new AnyImaris(opens: true);
        await MovingAsync();
        var built = "composites_RSCM_v0.1/job_7/composites_RSCM_v0.1_job_7.ims";
        _lab.Write(Path.Join(Source, built), "an Imaris file");
        Directory.CreateDirectory(Path.Join(_lab.Root, "hive/Public/klimstra-w"));
        PlayWebPage();
        await _lab.CheckAsync();
        Assert.True(File.Exists(Path.Join(Copy, built)));
        var error = await Assert.ThrowsAsync<StatusException>(() => new PublishDesk(_lab.Backend, _lab.Settings, "node1").PublishAsync(1, "ann", CheckLab.Cancellation));
        Assert.Equal("PublishRefused", error.ErrorId);
        Done();
        await _lab.CheckAsync();

        Assert.False(File.Exists(Path.Join(Copy, built)));
        Assert.True(_lab.Row(Name).Public);
    }

    [Fact]
    public async Task Proofs_are_counted_by_themselves_and_no_more_than_the_limit_are_under_way()
    {
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Limit = 1 } };
        await MovingAsync();
        var other = _lab.AddRscm("klimstra-w/5CL18/9_stack2", imaged: 2);
        await _lab.SettleAsync();
        _lab.Sql("UPDATE dataset SET processing_status = 'finished', paused = 0");
        PlayWebPage();
        await _lab.CheckAsync();

        Assert.Equal(["move_00002", "verify_00001"], _cluster.Requests.Select(request => request.Name).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(other));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_only_looks_begins_nothing_and_tells_what_would_be(bool isWhatIf)
    {
        await MovingAsync();
        PlayWebPage();
        _cluster.Before = _ => throw new StatusException("ClusterRefused", StatusErrorCategory.InvalidOperation, "No.", null, null);
        await _lab.CheckAsync();
        _cluster.Before = null;
        _lab.Advance(15);
        if (!isWhatIf)
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = MicroStatus.Database.CheckMode.Observe } };
        }

        var report = await _lab.CheckAsync(isWhatIf);

        Assert.Contains(report.Changes, change => change.What == EventKind.Trash && change.To == "being proven");
        Assert.Empty(_cluster.Requests);
        Assert.Single(_lab.Query("SELECT 1 FROM intent"));
    }

    private static string TrashKindMoved => MicroStatus.Storage.TrashKind.Moved;

    private LocalExecutor UseRealJobs()
    {
        var jobs = new LocalExecutor(_lab.Settings.Cluster, TimeZoneInfo.Utc, TimeProvider.System);
        _lab.Backend.Jobs = jobs;
        return jobs;
    }

    private async Task MovingAsync()
    {
        _lab.AddRscm("klimstra-w/5CL18/" + Name, imaged: 2);
        await _lab.SettleAsync();
        _lab.Sql("UPDATE dataset SET processing_status = 'finished', moving = 1");
        _lab.SeenLongAgo();
        await _lab.CheckAsync();
    }

    // A copy, the source into the trash, its done marker.
    private void PlayWebPage(string suffix = "")
    {
        MoveBench.Bash("mkdir -p \"${2%/*}\" \"${3%/*}\"; cp -r \"$1\" \"$2\"; mv -T \"$1\" \"$3\"", _lab.Root, Source, Copy, Entry + suffix);
        _lab.Write(Path.Join(Jobs, "complete", "00001_klimstra-w_5CL18_8257_stack1.done"), Copy + "\n");
    }

    private async Task ProvenAsync()
    {
        var jobs = UseRealJobs();
        await MovingAsync();
        PlayWebPage();
        await _lab.CheckAsync();
        await EndAsync(jobs);
        Assert.True(File.Exists(Marker), Log());
        await _lab.CheckAsync();
    }

    private void Fail(MoveExitCode code, string reason)
    {
        _lab.Write(Traces("error"), string.Create(CultureInfo.InvariantCulture, $"{reason}\nexit code: {(int)code}\nrun: {_cluster.Last.Comment}\n"));
        _cluster.Jobs.Clear();
    }

    private void Done()
    {
        _lab.Write(Traces("done"), Copy + "\n");
        _cluster.Jobs.Clear();
    }

    private string Traces(string kind) =>
        Path.Join(Jobs, kind == "done" ? "complete" : "error", Path.ChangeExtension(Path.GetFileName(_cluster.Last.LogPath), kind));

    private async Task<List<DatasetTrash>> LookAsync()
    {
        using var database = _lab.Open();
        var found = new List<DatasetTrash>();
        await foreach (var entry in new TrashDesk(_lab.Backend, _lab.Settings, "node1").LookAsync(database, false, _ => true, withProof: true, withSize: true, (_, e) => throw e, CheckLab.Cancellation))
        {
            found.Add(entry);
        }

        return found;
    }

    private Task<RestoreResult> RestoreAsync() => new TrashDesk(_lab.Backend, _lab.Settings, "node1").RestoreAsync(1, "ann", "A test.", CheckLab.Cancellation);

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<StatusException>(RestoreAsync)).ErrorId;

    private string Log() => string.Join('\n', Directory.EnumerateFiles(Path.Join(Jobs, "logs"), "verify*").Select(File.ReadAllText));

    private static async Task EndAsync(LocalExecutor jobs)
    {
        while ((await jobs.FindAsync("verify_00001", null, CheckLab.Cancellation)).Any(job => job.IsLive))
        {
            await Task.Delay(50, CheckLab.Cancellation);
        }
    }
}

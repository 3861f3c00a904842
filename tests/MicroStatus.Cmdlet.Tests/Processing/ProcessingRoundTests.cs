using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Processing;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class ProcessingRoundTests : IDisposable
{
    private readonly ProcessingLab _lab = new();
    private readonly Listener _listener = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_waits_is_begun_and_the_cluster_it_needs_is_started()
    {
        Assert.Equal(2, await RunAsync());
        Assert.NotNull(_lab.Backend.Files.Find(ProcessingLab.Queued));
        Assert.Equal(["mesospim_00002", "start_stitching"], _lab.Cluster.Submitted.Select(job => job.Name).Order());
        Assert.Empty(_listener.Failures);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("moving")]
    [InlineData("renamed")]
    [InlineData("removed")]
    public async Task Who_changed_a_dataset_after_it_was_looked_at_is_heeded(string what)
    {
        _lab.Database.BeforeWrite = () =>
        {
            _lab.Database.BeforeWrite = null;
            if (what == "removed")
            {
                _lab.Database.Datasets.RemoveAt(0);
                return;
            }

            _lab.Change(1, row => row with { Paused = what == "paused", Moving = what == "moving", Path = what == "renamed" ? row.Path + "b" : row.Path });
        };
        await RunAsync();
        Assert.Null(_lab.Backend.Files.Find(ProcessingLab.Queued));
        Assert.Contains(_lab.Cluster.Submitted, job => job.Name == "mesospim_00002");
    }

    [Fact]
    public async Task A_stop_that_a_crash_left_open_is_settled()
    {
        _lab.Database.Intents.All.Add(new Intent { Kind = IntentKind.ServiceStop, Key = "stop_stitching-1", What = "Cancels jobs.", Data = "7", Begun = _lab.Now });
        await RunAsync();
        Assert.Equal(IntentState.Done, _lab.Database.Intents.Find("stop_stitching-1")!.State);
    }

    [Fact]
    public async Task A_dataset_that_was_resumed_after_a_long_pause_is_begun_and_not_stuck()
    {
        _lab.Change(1, row => row with { Paused = true });
        await RunAsync();
        _lab.Backend.Time.Advance(TimeSpan.FromDays(3));
        await RunAsync();
        _lab.Change(1, row => row with { Paused = false });
        await RunAsync();
        Assert.NotNull(_lab.Backend.Files.Find(ProcessingLab.Queued));
        Assert.NotEqual(ProcessingStatus.NeedsAttention, _lab[1].ProcessingStatus);
    }

    private Task<int> RunAsync()
    {
        var settings = _lab.Backend.SettingsFiles.Settings;
        var lease = (ILeaseHold?)_lab.Database.CurrentLease ?? _lab.Database.AcquireLease(TestContext.Current.CancellationToken);
        var tools = new ProcessingTools
        {
            Folders = TrashTools.Of(_lab.Backend, settings, _lab.Database, new ActGate(_lab.Database, lease, CheckMode.Active)),
            Verified = _lab.Backend.VerifiedFiles,
            Cluster = _lab.Cluster,
            Messages = new MessageCatalogue(settings.Messages),
            News = new NewsRule(_lab.Now, null),
        };
        return new ProcessingRound(tools, Pipelines.All(_lab.Backend, settings), _listener).RunAsync(_ => true, TestContext.Current.CancellationToken);
    }

    private sealed class Listener : IProcessingListener
    {
        public List<string> Failures { get; } = [];

        public void Written(AppliedChange applied)
        {
            // Tests look at the database itself.
        }

        public void Failed(long? id, string what, Exception cause) => Failures.Add($"{what}: {cause.Message}");

        public void Lost(Dataset row, string loss) => Failures.Add($"{row.Name}: {loss}");
    }
}

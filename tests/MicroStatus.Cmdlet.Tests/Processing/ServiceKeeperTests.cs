using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Services;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class ServiceKeeperTests
{
    private static readonly ServiceNeed Need = new(ServiceNames.Stitching, ["DASK_SCHED", "DASK_WORKER"], ["run"], ServiceWish.Stopped, "Nothing needs it.");
    private readonly FakeBackend _backend = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClusterJobState.Cancelled, IntentState.Done)]
    [InlineData(ClusterJobState.Running, IntentState.NotDone)]
    public async Task A_stop_whose_result_was_lost_is_settled_by_the_jobs(ClusterJobState state, IntentState settled)
    {
        _backend.Database.Intents.All.Add(Open("7 8"));
        _backend.Cluster.Jobs.Add(FakeCluster.Job("8", "DASK_WORKER", state));
        await Keeper().SettleAsync(() => _backend.Cluster.ListAsync(Cancellation), _ => { });
        var intent = Assert.Single(_backend.Database.Intents.All);
        Assert.Equal((settled, settled == IntentState.Done ? null : "Not cancelled: 8."), (intent.State, intent.Result));
    }

    [Fact]
    public async Task Without_an_answer_it_stays_open()
    {
        _backend.Database.Intents.All.Add(Open("7"));
        _backend.Cluster.Failure = new StatusException("ClusterUnavailable", StatusErrorCategory.Failure, "There is no squeue.");
        await Assert.ThrowsAsync<StatusException>(() => Keeper().SettleAsync(() => _backend.Cluster.ListAsync(Cancellation), _ => { }));
        Assert.Equal(IntentState.Open, Assert.Single(_backend.Database.Intents.All).State);
    }

    [Fact]
    public async Task With_nothing_to_settle_nobody_is_asked()
    {
        await Keeper().SettleAsync(() => _backend.Cluster.ListAsync(Cancellation), _ => { });
        Assert.Equal(0, _backend.Cluster.Asked);
    }

    [Fact]
    public async Task A_stop_that_the_cluster_refuses_half_way_leaves_its_act_open()
    {
        ClusterJob[] jobs = [FakeCluster.Job("7", "DASK_SCHED"), FakeCluster.Job("8", "DASK_WORKER")];
        _backend.Cluster.Failure = new StatusException("ClusterRefused", StatusErrorCategory.Failure, "Not allowed.");
        await Assert.ThrowsAsync<StatusException>(() => Keeper().KeepAsync(Need, jobs, null, _ => { }, Cancellation));
        var intent = Assert.Single(_backend.Database.Intents.FindOpen());
        Assert.Equal((IntentKind.ServiceStop, "7 8"), (intent.Kind, intent.Data));
    }

    [Theory]
    [InlineData("ClusterRefused", CommandState.Failed)]
    [InlineData("ClusterUnavailable", CommandState.NotRun)]
    public async Task A_start_that_does_not_come_about_is_an_error(string errorId, CommandState state)
    {
        _backend.Cluster.Failure = new StatusException(errorId, StatusErrorCategory.Failure, "No.");
        var error = await Assert.ThrowsAsync<StatusException>(() => Keeper().KeepAsync(Need with { Need = ServiceWish.Running }, [], null, _ => { }, Cancellation));
        Assert.Equal("ServiceNotStarted", error.ErrorId);
        Assert.Equal(state, Assert.Single(_backend.Database.Processing.Commands).State);
    }

    [Fact]
    public void Two_runs_of_one_second_have_scripts_of_their_own()
    {
        var runner = new CommandRunner(Tools());
        var first = runner.Plan("imaris_00012", ["x"]);
        _backend.Files.AddFile(CommandFiles.Of(_backend.SettingsFiles.Settings.Processing, first.RunId).Script, []);
        Assert.Equal(first.RunId + "-2", runner.Plan("imaris_00012", ["x"]).RunId);
    }

    private static Intent Open(string data) => new() { Kind = IntentKind.ServiceStop, Key = "stop_stitching-1", What = "Cancels jobs.", Data = data, Begun = DateTimeOffset.UnixEpoch };

    private ServiceKeeper Keeper()
    {
        var tools = Tools();
        return new ServiceKeeper(tools, new CommandRunner(tools));
    }

    private ProcessingTools Tools() => new()
    {
        Folders = TrashTools.Of(
            _backend, _backend.SettingsFiles.Settings, _backend.Database, new ActGate(_backend.Database, _backend.Database.AcquireLease(Cancellation), CheckMode.Active)),
        Verified = _backend.VerifiedFiles,
        Cluster = _backend.Cluster,
        Messages = new MessageCatalogue(_backend.SettingsFiles.Settings.Messages),
        News = new NewsRule(_backend.Time.GetUtcNow(), null),
    };
}

using MicroStatus.Acts;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Processing.Services;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class ProcessingClusterCommandTests : IDisposable
{
    private const string Start = "MicroStatus.Processing.StartProcessingClusterCommand";
    private const string Stop = "MicroStatus.Processing.StopProcessingClusterCommand";
    private readonly ProcessingLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void The_stitching_cluster_is_started_once()
    {
        var decision = Assert.Single(_lab.Run("Start-ProcessingCluster").Of<ServiceDecision>());
        Assert.Equal((ServiceNames.Stitching, ServiceWish.Running), (decision.Name, decision.Act));
        Assert.Equal("start_stitching", Assert.Single(_lab.Cluster.Submitted).Name);
        Assert.Equal(IntentState.Done, Assert.Single(_lab.Database.Intents.All).State);

        var again = _lab.Run("Start-ProcessingCluster");
        Assert.Equal(ServiceWish.AsItIs, Assert.Single(again.Of<ServiceDecision>()).Act);
        Assert.StartsWith("stitching: nothing was to be done", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Single(_lab.Cluster.Submitted);
    }

    [Theory]
    [InlineData("Start-ProcessingCluster *", 2)]
    [InlineData("Start-ProcessingCluster DENOISING, stitching", 2)]
    [InlineData("'d*' | Start-ProcessingCluster", 1)]
    [InlineData("[pscustomobject]@{ Name = 'denoising' } | Start-ProcessingCluster", 1)]
    public void Clusters_are_told_by_name(string script, int started) => Assert.Equal(started, _lab.Run(script).Of<ServiceDecision>().Count);

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run("DASK_SCHED");
        Assert.Empty(_lab.Run("Start-ProcessingCluster * -WhatIf").Output);
        Assert.Empty(_lab.Run("Stop-ProcessingCluster * -Force -WhatIf").Output);
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("\"Start the cluster\" on target \"stitching (DASK_SCHED, DASK_WORKER, RSCM_Listen)\"", StringComparison.Ordinal));
        _lab.AssertUntouched();
    }

    [Fact]
    public void An_unknown_name_is_reported_with_the_known_ones_and_a_pattern_is_not()
    {
        var error = Assert.Single(_lab.Run("Start-ProcessingCluster nosuch, denoising").Errors);
        Assert.Equal(("ServiceNotFound," + Start, "nosuch"), (error.FullyQualifiedErrorId, error.TargetObject));
        Assert.Equal("Known are: stitching, denoising.", error.ErrorDetails.RecommendedAction);
        Assert.Single(_lab.Cluster.Submitted);
        Assert.Empty(_lab.Run("Stop-ProcessingCluster x*").ErrorIds);
    }

    [Fact]
    public void A_cluster_that_refuses_is_an_error_of_each_service()
    {
        _lab.Cluster.Failure = new StatusException("ClusterRefused", StatusErrorCategory.Failure, "There is no partition.");
        var result = _lab.Run("Start-ProcessingCluster *");
        Assert.Equal(["ClusterRefused," + Start, "ClusterRefused," + Start], result.ErrorIds);
        Assert.Equal(["stitching", "denoising"], result.Errors.Select(error => error.TargetObject));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void What_needs_no_cluster_lets_it_be_stopped_with_all_its_jobs()
    {
        NothingToStitch();
        Run("DASK_SCHED", "DASK_WORKER", "CBPy");
        var decision = Assert.Single(_lab.Run("Stop-ProcessingCluster -Confirm:$false").Of<ServiceDecision>());
        Assert.Equal(ServiceWish.Stopped, decision.Act);
        Assert.Equal(["1", "2"], _lab.Cluster.Stopped);
        Assert.Equal((IntentKind.ServiceStop, IntentState.Done, "1 2"), (_lab.Database.Intents.All[0].Kind, _lab.Database.Intents.All[0].State, _lab.Database.Intents.All[0].Data));
    }

    [Fact]
    public void A_person_is_asked_before_it_is_stopped()
    {
        NothingToStitch();
        Run("DASK_SCHED");
        _lab.Runner.Host.Answers.Enqueue("No");
        Assert.Single(_lab.Run("Stop-ProcessingCluster").Questions);
        Assert.Empty(_lab.Cluster.Stopped);
    }

    [Fact]
    public void What_is_needed_is_stopped_with_force_only()
    {
        Run("DASK_SCHED", "CBPy");
        _lab.Write(ProcessingLab.Queued);
        var result = _lab.Run("Stop-ProcessingCluster * -Confirm:$false");
        Assert.Equal(["ServiceNeeded," + Stop, "ServiceNeeded," + Stop], result.ErrorIds); // and CBPy is never stopped unasked
        Assert.Equal("The stitching cluster is not stopped: A dataset is to be stitched, or is being stitched.", result.Errors[0].Exception.Message);
        Assert.Empty(_lab.Cluster.Stopped);

        Assert.Equal([ServiceWish.Stopped, ServiceWish.Stopped], _lab.Run("Stop-ProcessingCluster * -Force -Confirm:$false").Of<ServiceDecision>().Select(one => one.Act));
        Assert.Equal(["1", "2"], _lab.Cluster.Stopped);
    }

    [Fact]
    public void While_a_store_is_absent_nothing_tells_that_it_is_not_needed()
    {
        NothingToStitch();
        _lab.Backend.Files.Remove("/CBI_FastStore/Acquire");
        Assert.Equal(["ServiceNeeded," + Stop], _lab.Run("Stop-ProcessingCluster -Confirm:$false").ErrorIds);
    }

    [Fact]
    public void A_dataset_that_cannot_be_looked_at_is_reported_and_does_not_stop_it()
    {
        _lab.Backend.Files.Remove(ProcessingLab.Rscm);
        var result = _lab.Run("Start-ProcessingCluster");
        Assert.Equal(1L, Assert.Single(result.Errors).TargetObject);
        Assert.Single(result.Of<ServiceDecision>());
    }

    [Theory]
    [InlineData("Start-ProcessingCluster *", Start)]
    [InlineData("Stop-ProcessingCluster * -Force -Confirm:$false", Stop)]
    public void Who_only_observes_may_do_neither(string script, string cmdlet)
    {
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        Assert.Equal(["MonitorObserves," + cmdlet], _lab.Run(script).ErrorIds);
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void Names_are_offered()
    {
        Assert.Equal(["stitching"], _lab.Complete("Start-ProcessingCluster st"));
        Assert.Equal(["denoising"], _lab.Complete("Stop-ProcessingCluster -Name d"));
    }

    private void Run(params string[] names)
    {
        foreach (var name in names)
        {
            _lab.Cluster.Jobs.Add(FakeCluster.Job($"{_lab.Cluster.Jobs.Count + 1}", name));
        }
    }

    private void NothingToStitch() => _lab.Database.Datasets.Clear();
}

using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;

namespace MicroStatus.Cmdlet.Tests.Cluster;

public sealed class ClusterJobCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public ClusterJobCommandTests() =>
        _runner = new CmdletRunner(_backend, typeof(SubmitClusterJobCommand), typeof(GetClusterJobCommand), typeof(StopClusterJobCommand));

    private FakeCluster Cluster => _backend.Cluster;

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_script_is_submitted_under_its_name_with_the_labs_settings()
    {
        _backend.SettingsFiles.Settings = new StatusSettings { Cluster = new ClusterSettings { Partition = "big", Cpus = 3, MemoryGigabytes = 5 } };
        var here = (string)_runner.Run("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Output[0].BaseObject;
        var job = Assert.Single(_runner.Run("Submit-ClusterJob ./count-cells.sh").Of<ClusterJob>());
        Assert.Equal(("4711", ClusterJobState.Pending), (job.Id, job.State));
        Assert.Equal(
            new ClusterJobRequest
            {
                Name = "count-cells",
                ScriptPath = Path.Join(here, "count-cells.sh"),
                LogPath = Path.Join(here, "count-cells.log"),
                WorkingFolder = here,
                Partition = "big",
                Cpus = 3,
                MemoryGigabytes = 5,
            },
            Assert.Single(Cluster.Submitted) with { WorkingFolder = Cluster.Submitted[0].WorkingFolder.TrimEnd('/') });
    }

    [Fact]
    public void What_is_given_takes_the_place_of_the_settings()
    {
        _runner.Run("Submit-ClusterJob /s/a.sh -Name n -Comment c -Partition p -Cpus 2 -MemoryGigabytes 7 -TimeLimit 01:30:00 -LogPath /l/x.log");
        var request = Assert.Single(Cluster.Submitted);
        Assert.Equal(("n", "c", "p", 2, 7, TimeSpan.FromMinutes(90), "/l/x.log"), (request.Name, request.Comment, request.Partition, request.Cpus, request.MemoryGigabytes!.Value, request.TimeLimit!.Value, request.LogPath));
    }

    [Fact]
    public void A_job_that_is_there_comes_out_with_a_warning()
    {
        Cluster.Jobs.Add(FakeCluster.Job("7", "a"));
        var result = _runner.Run("Submit-ClusterJob /s/a.sh");
        Assert.Equal("7", Assert.Single(result.Of<ClusterJob>()).Id);
        Assert.StartsWith("A job 'a' is there already (id 7, Running)", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Cluster.Submitted);
    }

    [Fact]
    public void WhatIf_submits_and_cancels_nothing()
    {
        Cluster.Jobs.Add(FakeCluster.Job("7", "a"));
        Assert.Empty(_runner.Run("Submit-ClusterJob /s/b.sh -WhatIf; Stop-ClusterJob 7 -WhatIf -PassThru").Output);
        Assert.Empty(Cluster.Submitted);
        Assert.Empty(Cluster.Stopped);
    }

    [Fact]
    public void A_request_that_breaks_a_rule_is_refused_before_it_is_asked_for()
    {
        var result = _runner.Run("Submit-ClusterJob /s/a.sh -Name \"a`nb\" -Confirm");
        Assert.Equal(["ClusterRequestInvalid,MicroStatus.Cluster.SubmitClusterJobCommand"], result.ErrorIds);
        Assert.Empty(result.Questions);
    }

    [Fact]
    public void Jobs_are_shown_by_name_and_state()
    {
        AddThree();
        Assert.Equal(["1", "2_0", "3"], Ids("Get-ClusterJob"));
        Assert.Equal(["1", "3"], Ids("Get-ClusterJob move_*"));
        Assert.Equal(["3"], Ids("Get-ClusterJob MOVE_* -State Failed, Pending"));
        Assert.Equal(["1"], Ids("'move_00001' | Get-ClusterJob"));
    }

    [Fact]
    public void Jobs_are_shown_by_id_also_down_a_pipeline()
    {
        AddThree();
        Assert.Equal(["2_0", "3"], Ids("Get-ClusterJob -Id 2, 3"));
        Assert.Equal(["1", "2_0", "3"], Ids("Get-ClusterJob | Get-ClusterJob"));
        var job = Assert.Single(_runner.Run("Get-ClusterJob -Id 99").Of<ClusterJob>());
        Assert.Equal(("99", ClusterJobState.Unknown, "Forgotten."), (job.Id, job.State, job.Reason));
    }

    [Fact]
    public void A_name_that_there_is_not_is_an_error_and_the_others_come()
    {
        AddThree();
        var result = _runner.Run("Get-ClusterJob move_00011, array, nosuch*");
        Assert.Equal(["2_0"], result.Of<ClusterJob>().Select(job => job.Id));
        Assert.Equal(["ClusterJobNotFound,MicroStatus.Cluster.GetClusterJobCommand"], result.ErrorIds);
        Assert.Contains("Did you mean 'move_00001'", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cluster_is_asked_once_for_all_names_of_a_pipeline()
    {
        AddThree();
        _runner.Run("'array', 'move_00001', 'move_00003' | Get-ClusterJob");
        Assert.Equal(1, Cluster.Asked);
    }

    [Fact]
    public void A_cluster_that_does_not_answer_ends_the_command_with_its_error()
    {
        Cluster.Failure = new StatusException("ClusterCommandTimedOut", StatusErrorCategory.Failure, "No answer.");
        Assert.Equal(["ClusterCommandTimedOut,MicroStatus.Cluster.GetClusterJobCommand"], _runner.Run("Get-ClusterJob").ErrorIds);
        Assert.Equal(["ClusterCommandTimedOut,MicroStatus.Cluster.SubmitClusterJobCommand"], _runner.Run("Submit-ClusterJob /s/a.sh").ErrorIds);
        Assert.Equal(["ClusterCommandTimedOut,MicroStatus.Cluster.StopClusterJobCommand"], _runner.Run("Stop-ClusterJob 7 -Confirm:$false").ErrorIds);
    }

    [Fact]
    public void Each_job_is_asked_for_before_it_is_cancelled()
    {
        AddThree();
        var result = _runner.Run("Stop-ClusterJob 1; Stop-ClusterJob 2");
        Assert.Equal(2, result.Questions.Count);
        Assert.Contains("1 (move_00001, Running)", result.Questions[0], StringComparison.Ordinal);
        Assert.Contains("2 (array, Running)", result.Questions[1], StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Jobs_are_cancelled_and_shown_when_asked_to()
    {
        AddThree();
        var result = _runner.Run("Stop-ClusterJob 1, 2 -Confirm:$false -PassThru");
        Assert.Equal([("1", ClusterJobState.Cancelled), ("2_0", ClusterJobState.Cancelled)], result.Of<ClusterJob>().Select(job => (job.Id, job.State)));
        Assert.Equal(["1", "2"], Cluster.Stopped);
        Assert.Empty(_runner.Run("Stop-ClusterJob 3 -Confirm:$false").Output);
    }

    [Fact]
    public void An_id_that_there_is_not_is_an_error_and_the_others_are_cancelled()
    {
        AddThree();
        Assert.Equal(["ClusterJobNotFound,MicroStatus.Cluster.StopClusterJobCommand"], _runner.Run("Stop-ClusterJob 99, 1 -Confirm:$false").ErrorIds);
        Assert.Equal(["1"], Cluster.Stopped);
    }

    private List<string> Ids(string script)
    {
        var result = _runner.Run(script);
        Assert.Empty(result.ErrorIds);
        return [.. result.Of<ClusterJob>().Select(job => job.Id)];
    }

    private void AddThree()
    {
        Cluster.Jobs.Add(FakeCluster.Job("1", "move_00001"));
        Cluster.Jobs.Add(FakeCluster.Job("2_0", "array", arrayId: "2"));
        Cluster.Jobs.Add(FakeCluster.Job("3", "move_00003", ClusterJobState.Failed));
    }
}

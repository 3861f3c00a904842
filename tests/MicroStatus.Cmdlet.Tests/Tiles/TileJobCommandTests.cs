using MicroStatus.Cluster;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Cmdlet.Tests.Tiles;

public sealed class TileJobCommandTests : IDisposable
{
    private const string Submit = "Test-TileSet -Id 7, 8 -AsJob";

    private readonly TileLab _lab = new(typeof(TestTileSetCommand), typeof(ReceiveTileSetResultCommand), typeof(InvokeTileSetJobCommand));

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_job_is_submitted_for_each_dataset_and_no_file_is_looked_into_here()
    {
        var jobs = _lab.Run(Submit).Of<TileJob>();

        Assert.Equal(["tiletest_00007_KC34_20260914T120000Z", "tiletest_00008_8257_stack1_20260914T120000Z"], jobs.Select(job => job.JobName));
        Assert.All(jobs, job => Assert.True(job.IsUnderWay));
        Assert.Equal(jobs.Select(job => job.JobName), _lab.Backend.Cluster.Submitted.Select(request => request.Comment));
        Assert.Empty(_lab.Tiffs.Looks);
    }

    [Fact]
    public void Nothing_is_submitted_or_written_with_WhatIf()
    {
        Assert.Empty(_lab.Run(Submit + " -WhatIf").Output);
        Assert.Empty(_lab.Backend.Cluster.Submitted);
        Assert.Empty(_lab.Backend.Files.Acts);
    }

    [Fact]
    public void The_results_are_the_findings_that_the_test_itself_gives()
    {
        _lab.Break(TileLab.Tile(4), TiffFaultKind.Truncated);
        _lab.Break("8257_col001.tif", TiffFaultKind.Empty);
        _lab.Tiffs.Denied.Add(TileLab.Tile(5));
        var direct = _lab.Run("Test-TileSet -Id 7, 8");

        var jobs = _lab.Run(Submit + "; Invoke-TileSetJob -LiteralPath $jobs.Folder").Of<TileJob>();
        _lab.Runner.With("jobs", jobs);
        _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder");
        var received = _lab.Run("$jobs | Receive-TileSetResult");

        Assert.Equal(direct.Of<TileFinding>().OrderBy(Key), received.Of<TileFinding>().OrderBy(Key));
        Assert.Equal(["TileNotReadable,MicroStatus.Tiles.ReceiveTileSetResultCommand"], received.ErrorIds);
        Assert.Equal(received.Output.Count, _lab.Run("Receive-TileSetResult tiletest* -ErrorAction SilentlyContinue").Output.Count);

        static string Key(TileFinding finding) => finding.Path + finding.Kind;
    }

    [Fact]
    public void A_task_that_is_done_is_not_done_again()
    {
        Submitted();
        _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder -Task 0");
        var looks = _lab.Tiffs.Looks.Count;
        Assert.Contains("Task 0: was done before.", _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder -Task 0 -Verbose").Verbose);
        Assert.Equal(looks, _lab.Tiffs.Looks.Count);
    }

    [Fact]
    public void Of_a_job_under_way_a_warning_tells_how_far_it_is()
    {
        Submitted();
        var result = _lab.Run("$jobs | Receive-TileSetResult");
        Assert.Empty(result.ErrorIds);
        Assert.Contains("0 of 1 tasks", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClusterJobState.Failed, "TileJobIncomplete")]
    [InlineData(ClusterJobState.Cancelled, "TileJobIncomplete")]
    [InlineData(ClusterJobState.Unknown, "TileJobIncomplete")]
    public void A_job_that_is_over_or_forgotten_without_its_results_is_an_error(ClusterJobState state, string id)
    {
        Submitted();
        End(state);
        Assert.Equal([id + ",MicroStatus.Tiles.ReceiveTileSetResultCommand"], _lab.Run("Receive-TileSetResult KC34").ErrorIds);
    }

    [Fact]
    public void The_jobs_themselves_can_be_listed()
    {
        Submitted();
        var job = Assert.Single(_lab.Run("Receive-TileSetResult * -ListOnly").Of<TileJob>());
        Assert.Equal((TileJobKind.Test, "KC34", 1, 0), (job.Kind, job.Name, job.Tasks, job.TasksDone));
    }

    [Fact]
    public void A_name_that_no_job_has_is_an_error_and_a_pattern_is_not()
    {
        Assert.Equal(["TileJobNotFound,MicroStatus.Tiles.ReceiveTileSetResultCommand"], _lab.Run("Receive-TileSetResult gone").ErrorIds);
        Assert.Empty(_lab.Run("Receive-TileSetResult gone*").ErrorIds);
        Assert.Equal(["TileJobNotFound,MicroStatus.Tiles.InvokeTileSetJobCommand"], _lab.Run("Invoke-TileSetJob -LiteralPath $at").ErrorIds);
    }

    [Fact]
    public void A_damaged_plan_or_result_is_an_error_that_says_so()
    {
        var job = Submitted();
        _lab.Backend.Files.WriteFile(job.Folder + "/results/0.json", "{ no JSON"u8);
        var received = _lab.Run("$jobs | Receive-TileSetResult");
        Assert.Equal(["TileJobDamaged,MicroStatus.Tiles.ReceiveTileSetResultCommand"], received.ErrorIds);
        Assert.Contains("results/0.json", received.Errors[0].Exception.Message, StringComparison.Ordinal);
        _lab.Backend.Files.WriteFile(job.Folder + "/plan.json", "[]"u8);
        Assert.Equal(["TileJobDamaged,MicroStatus.Tiles.ReceiveTileSetResultCommand"], _lab.Run($"Receive-TileSetResult {job.JobName}").ErrorIds);
        Assert.Equal(["TileJobDamaged,MicroStatus.Tiles.InvokeTileSetJobCommand"], _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder").ErrorIds);
    }

    [Fact]
    public void A_job_that_is_gone_or_damaged_holds_up_no_other_one()
    {
        var jobs = _lab.Run(Submit).Of<TileJob>();
        _lab.Backend.Files.WriteFile(jobs[0].Folder + "/plan.json", "[]"u8);
        _lab.Runner.With("jobs", new[] { jobs[0] with { Folder = jobs[0].Folder + "-gone" }, jobs[0], jobs[1] });

        var done = _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder");
        Assert.Equal(["TileJobNotFound,MicroStatus.Tiles.InvokeTileSetJobCommand", "TileJobDamaged,MicroStatus.Tiles.InvokeTileSetJobCommand"], done.ErrorIds);
        var received = _lab.Run("$jobs | Receive-TileSetResult -ListOnly");
        Assert.Equal(["TileJobNotFound,MicroStatus.Tiles.ReceiveTileSetResultCommand", "TileJobDamaged,MicroStatus.Tiles.ReceiveTileSetResultCommand"], received.ErrorIds);
        Assert.Equal((jobs[1].JobName, TileJobState.Finished), (Assert.Single(received.Of<TileJob>()).JobName, received.Of<TileJob>()[0].State));
    }

    [Fact]
    public void A_task_that_a_job_does_not_have_is_an_error_and_the_others_are_done()
    {
        Submitted();
        Assert.Equal(["TileTaskNotFound,MicroStatus.Tiles.InvokeTileSetJobCommand"], _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder -Task 7, 0").ErrorIds);
        Assert.Equal(1, Assert.Single(_lab.Run("$jobs | Receive-TileSetResult -ListOnly").Of<TileJob>()).TasksDone);
    }

    [Fact]
    public void A_plan_that_says_more_tasks_than_it_has_is_damaged()
    {
        var job = Submitted();
        var plan = System.Text.Encoding.UTF8.GetString(_lab.Backend.Files.ReadFile(job.Folder + "/plan.json", 1 << 20));
        _lab.Backend.Files.WriteFile(job.Folder + "/plan.json", System.Text.Encoding.UTF8.GetBytes(plan.Replace("\"Tasks\":1", "\"Tasks\":3", StringComparison.Ordinal)));
        Assert.Equal(["TileJobDamaged,MicroStatus.Tiles.InvokeTileSetJobCommand"], _lab.Run("Invoke-TileSetJob -LiteralPath $jobs.Folder -Task 2").ErrorIds);
    }

    private TileJob Submitted()
    {
        var job = Assert.Single(_lab.Run("Test-TileSet -Id 7 -AsJob").Of<TileJob>());
        _lab.Runner.With("jobs", job);
        return job;
    }

    private void End(ClusterJobState state)
    {
        var jobs = _lab.Backend.Cluster.Jobs;
        for (var i = 0; i < jobs.Count; i++)
        {
            jobs[i] = jobs[i] with { State = state };
        }
    }
}

using MicroStatus.Processing.Services;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.2, §3.5: when the stitching cluster and CBPy run.</summary>
public sealed class RscmServicesTests
{
    private readonly RscmBench _bench = new();

    [Fact]
    public async Task With_nothing_to_do_the_stitching_cluster_stops_and_CBPy_stays()
    {
        var needs = (await _bench.BeginAsync()).Services([], isMoving: false);

        Assert.Equal([("stitching", ServiceWish.Stopped), ("denoising", ServiceWish.AsItIs)], needs.Select(need => (need.Name, need.Need)));
        Assert.Equal(["DASK_SCHED", "DASK_WORKER", "RSCM_Listen"], needs[0].Jobs);
        Assert.Equal(["CBPy"], needs[1].Jobs);
    }

    [Fact]
    public async Task A_dataset_that_is_about_to_be_queued_needs_the_cluster() => Assert.Equal(ServiceWish.Running, await StitchingAsync());

    [Theory]
    [InlineData("queueStitch")]
    [InlineData("tempQueue")]
    [InlineData("processing")]
    public async Task A_queued_dataset_needs_the_cluster_whosever_it_is(string folder)
    {
        _bench.Queued(folder, "00099_web_page.txt");
        _bench.Row = _bench.Row with { Paused = true };

        Assert.Equal(ServiceWish.Running, await StitchingAsync());
    }

    [Fact]
    public async Task A_file_of_no_dataset_neither_starts_nor_stops_it()
    {
        _bench.Queued("queueStitch", "notes.txt");
        _bench.Row = _bench.Row with { Paused = true };

        Assert.Equal(ServiceWish.AsItIs, await StitchingAsync());
    }

    [Fact]
    public async Task It_is_not_stopped_while_a_dataset_moves()
    {
        _bench.Row = _bench.Row with { Paused = true };

        Assert.Equal(ServiceWish.AsItIs, await StitchingAsync(isMoving: true));
        Assert.Equal(ServiceWish.Stopped, await StitchingAsync());
    }

    [Fact]
    public async Task It_is_not_stopped_while_a_dataset_is_processed_further_on()
    {
        _bench.Raw();
        _bench.ActiveIn(RscmBench.Job(1));

        Assert.Equal(ServiceWish.AsItIs, await StitchingAsync());
    }

    [Fact]
    public async Task It_is_not_stopped_when_a_file_comes_in_the_last_moment()
    {
        _bench.Row = _bench.Row with { Paused = true };
        var look = await _bench.BeginAsync();
        var decision = await _bench.CheckAsync();
        _bench.Queued("queueStitch");

        Assert.Equal(ServiceWish.Running, look.Services([decision], isMoving: false)[0].Need);
    }

    [Fact]
    public async Task What_is_stitched_and_not_denoised_needs_CBPy_also_when_it_is_stuck()
    {
        _bench.Raw();
        Assert.Equal(ServiceWish.Running, await DenoisingAsync());
        _bench.Pass(60);
        Assert.Equal(ServiceWish.Running, await DenoisingAsync());
        _bench.Row = _bench.Row with { Paused = true }; // as a check does that finds it stuck
        Assert.Equal(ServiceWish.Running, await DenoisingAsync());
    }

    [Fact]
    public async Task A_paused_dataset_does_not_start_CBPy()
    {
        _bench.Raw();
        _bench.Row = _bench.Row with { Paused = true };

        Assert.Equal(ServiceWish.AsItIs, await DenoisingAsync());
    }

    private async Task<ServiceWish> StitchingAsync(bool isMoving = false) =>
        (await _bench.BeginAsync()).Services([await _bench.CheckAsync()], isMoving)[0].Need;

    private async Task<ServiceWish> DenoisingAsync() => (await _bench.BeginAsync()).Services([await _bench.CheckAsync()], isMoving: false)[1].Need;
}

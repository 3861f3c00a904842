using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Core.Tests.Tiles;

public sealed class TileJobTests
{
    [Theory]
    [InlineData(TiffDepth.Header, 5, 2)]
    [InlineData(TiffDepth.Directories, 3, 4)]
    [InlineData(TiffDepth.Directories, 100, 1)]
    [InlineData(TiffDepth.Pixels, 1, 10)]
    public void Files_are_shared_out_by_number(TiffDepth depth, int taskFiles, int tasks)
    {
        var shares = TileJobTasks.Of(Plan(10, 5) with { Depth = depth, TaskBytes = long.MaxValue, TaskFiles = taskFiles });

        Assert.Equal(tasks, shares.Count);
        Assert.Equal(Enumerable.Range(0, 10), shares.SelectMany(share => share).SelectMany(one => Enumerable.Range(one.First, one.Batch.Tiles.Count)));
    }

    [Fact]
    public void Large_files_are_shared_out_until_a_task_has_its_bytes()
    {
        var shares = TileJobTasks.Of(Plan(10, 100L << 20) with { Depth = TiffDepth.Pixels, TaskBytes = 300L << 20, TaskFiles = 100 });
        Assert.Equal([3, 3, 3, 1], shares.Select(share => share.Sum(one => one.Batch.Tiles.Count)));
    }

    [Fact]
    public void A_set_without_files_is_one_task() => Assert.Single(TileJobTasks.Of(Plan(0, 0)));

    [Theory]
    [InlineData(2, 2, null, TileJobState.Finished)]
    [InlineData(2, 0, ClusterJobState.Pending, TileJobState.Waiting)]
    [InlineData(2, 1, ClusterJobState.Pending, TileJobState.Running)]
    [InlineData(2, 0, ClusterJobState.Running, TileJobState.Running)]
    [InlineData(2, 1, ClusterJobState.Completed, TileJobState.Failed)]
    [InlineData(2, 1, ClusterJobState.TimedOut, TileJobState.Failed)]
    [InlineData(2, 1, ClusterJobState.Unknown, TileJobState.Unknown)]
    [InlineData(2, 1, null, TileJobState.Unknown)]
    public void Results_and_the_executor_tell_how_far_a_job_is(int tasks, int done, ClusterJobState? job, TileJobState state) =>
        Assert.Equal(state, TileJob.StateOf(tasks, done, job is { } known ? [new ClusterJob { Id = "1", Name = "n", State = known, Executor = ClusterExecutor.Slurm }] : []));

    [Fact]
    public void A_plan_and_a_result_are_read_as_they_were_written()
    {
        var plan = Plan(3, 10) with { Sets = [Plan(3, 10).Sets[0] with { Misfits = [new StageMisfit(1, "why")], Missing = [new Tile { Index = 9, CameraSize = (2048, 1024) }] }] };
        var result = new TileTaskResult
        {
            Readings =
            [
                new TileReading(0, new TiffFile
                {
                    Path = "/d/0.btf",
                    Length = 5,
                    Modified = DateTimeOffset.UnixEpoch,
                    Shape = new TiffShape(3, 4, 32, 1, TiffSampleFormat.Float),
                    Planes = 7,
                    Faults = [new TiffFault(TiffFaultKind.Loop, 3, "why")],
                    Pixels = new TiffPixels(double.NaN, double.PositiveInfinity, 0.5, [1, 2], 2),
                }, Failure: null),
                new TileReading(1, File: null, "denied"),
            ],
        };

        Assert.Equivalent(plan, TileJobJson.Read<TileJobPlan>(TileJobJson.Write(plan)), strict: true);
        Assert.Equivalent(result, TileJobJson.Read<TileTaskResult>(TileJobJson.Write(result)), strict: true);
        Assert.Equal((2048, 1024), TileJobJson.Read<TileJobPlan>(TileJobJson.Write(plan)).Sets[0].Missing[0].CameraSize);
    }

    [Theory]
    [InlineData("/jobs/a b'c", "/modules/$(x)")]
    [InlineData("/jobs/a\nb", "/modules/`y`")]
    public void No_path_is_ever_part_of_a_command(string folder, string module)
    {
        var script = TileJobScript.Write(folder, module, ["pwsh", "-Command"]);
        Assert.Contains($"export MICROSTATUS_TILE_JOB='{folder.Replace("'", @"'\''", StringComparison.Ordinal)}'\n", script, StringComparison.Ordinal);
        Assert.Contains($"export MICROSTATUS_TILE_MODULE='{module}'\n", script, StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/bash\n", script, StringComparison.Ordinal);
    }

    private static TileJobPlan Plan(int tiles, long length) => new()
    {
        JobName = "tiletest_KC34",
        Kind = TileJobKind.Test,
        Name = "KC34",
        Created = DateTimeOffset.UnixEpoch,
        Tasks = 1,
        TaskFiles = 100,
        Sets = [new TileSet { Name = "KC34", Path = "/d", Tiles = [.. Enumerable.Range(0, tiles).Select(i => new Tile { Index = i, Path = $"/d/{i}.btf", Length = length })] }],
    };
}

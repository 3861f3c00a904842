using CsCheck;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.8: whatever traces are there, a dataset stands at one stage.</summary>
public sealed class RscmTracesPropertyTests
{
    private static readonly Action<RscmBench>[] Traces =
    [
        bench => bench.Queued("queueStitch"),
        bench => bench.Queued("tempQueue"),
        bench => bench.Queued("processing", "00012_web.txt"),
        bench => bench.Queued("complete"),
        bench => bench.Queued("error"),
        bench => bench.Queued("queueStitch", "notes.txt"),
        bench => bench.Raw(count: 3),
        bench => bench.Raw(),
        bench => bench.Raw(count: 1, size: 0),
        bench => bench.Denoised(count: 2),
        bench => bench.Denoised(job: 2),
        bench => bench.Denoised(job: 10, size: 0),
        bench => bench.Files.AddFolder($"{RscmBench.Composites}/job_x"),
        bench => bench.ActiveIn(RscmBench.Job(2)),
        bench => bench.Active(string.Empty, "b.xml"),
        bench => bench.Files.Write($"{RscmBench.Cbpy}/queueGPU/job_2_1", "x"),
        bench => bench.Files.Write(RscmBench.Ims(2), "good"),
        bench => bench.Files.Write(RscmBench.Ims(2, onHive: false), "I am text."),
        bench => bench.Files.Write(RscmBench.Ims(2) + ".part", "x"),
        bench => bench.Command(CommandState.Running, RscmBench.Job(2)),
        bench => bench.Command(CommandState.Failed, RscmBench.Job(2), exitCode: 1),
        bench => bench.Row = bench.Row with { Delete405 = true },
        bench => bench.Row = bench.Row with { ProcessingStatus = ProcessingStatus.Denoised },
        bench => bench.Row = bench.Row with { ProcessingStatus = ProcessingStatus.Finished },
        bench => bench.Row = bench.Row with { JobNumber = "2" },
        bench => bench.Pass(25),
    ];

    [Fact]
    public async Task Exactly_one_stage_comes_out_and_nothing_is_begun_while_something_works_on_the_dataset() =>
        await Gen.Int[0, Traces.Length - 1].Array[0, 12].SampleAsync(async traces =>
        {
            var bench = new RscmBench();
            bench.Files.AddFolder($"{RscmBench.Folder}/x_layer000/405/images");
            foreach (var trace in traces)
            {
                Traces[trace](bench);
                bench.Pass(TimeSpan.FromSeconds(20));
            }

            var decision = await bench.CheckAsync();

            Assert.Equal([StageKind.Stitching, StageKind.Denoising, StageKind.ImarisBuild], decision.Observation.Stages.Select(stage => stage.Stage));
            Assert.All(decision.Observation.Stages, stage => Assert.Equal(stage.State == StageState.Failed, stage.Failure is not null));
            Assert.Equal(decision.Current is null, decision.Status == ProcessingStatus.Finished);
            Assert.True(decision.Acts.Count(act => act is not ProcessingAct.Discard) <= 1);
            if (IsWorkedOn(bench))
            {
                Assert.Empty(decision.Acts);
            }

            Assert.All(decision.Acts.OfType<ProcessingAct.Discard>().Where(act => act.Product is not null), act => Assert.Equal(RscmBench.Ims(2), act.Product));
        });

    private static bool IsWorkedOn(RscmBench bench) =>
        new[] { $"{RscmBench.Queue}/queueStitch/{RscmBench.QueueName}", $"{RscmBench.Queue}/tempQueue/{RscmBench.QueueName}", $"{RscmBench.Queue}/processing/00012_web.txt", $"{RscmBench.Cbpy}/active/a.xml" }
            .Any(path => bench.Files.Find(path) is not null)
        || bench.Commands.Exists(command => command.IsOpen);
}

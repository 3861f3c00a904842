using MicroStatus.Backend.Cluster;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>A real SLURM whose controller stands still.</summary>
public sealed class SlurmNodeFaultTests : IDisposable
{
    private readonly ClusterBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_frozen_controller_is_unsure_and_the_same_request_later_runs_once()
    {
        Assert.SkipUnless(SlurmNode.Missing is null, SlurmNode.Missing ?? string.Empty);
        await using var node = await SlurmNode.StartAsync(ClusterBench.Cancellation);
        var executor = new SlurmExecutor(node.Settings() with { CommandTimeout = TimeSpan.FromSeconds(3) }, TimeZoneInfo.Utc, TimeProvider.System);
        var patient = new SlurmExecutor(node.Settings(), TimeZoneInfo.Utc, TimeProvider.System);

        // Freezes the controller when sbatch has been asked for, and not before: the look before it is answered.
        var freezing = node.Settings() with
        {
            CommandTimeout = TimeSpan.FromSeconds(3),
            Submit = FakeCommand.Write(_bench["sbatch"], $"kill -STOP $(<{node.Folder}/slurmctld.pid); exec {string.Join(' ', node.Command("sbatch"))} \"$@\""),
        };
        var request = _bench.Job($"echo ran >> {_bench["ran"]}; sleep 2", "move_00012", "run 1");
        await ClusterBench.RefusalAsync(() => new SlurmExecutor(freezing, TimeZoneInfo.Utc, TimeProvider.System).SubmitAsync(request, ClusterBench.Cancellation), "ClusterCommandTimedOut");
        await ClusterBench.RefusalAsync(() => executor.ListAsync(ClusterBench.Cancellation), "ClusterCommandTimedOut");

        node.Thaw();
        var submission = await patient.SubmitAsync(request, ClusterBench.Cancellation);
        await ClusterBench.WaitAsync(patient, submission.Job.Id, job => job.IsOver);
        await ClusterBench.WaitAsync(
            async () => (await patient.FindAsync("move_00012", "run 1", ClusterBench.Cancellation)).All(job => job.IsOver), () => "A second job runs.");
        Assert.Equal(["ran"], await File.ReadAllLinesAsync(_bench["ran"], ClusterBench.Cancellation));
    }
}

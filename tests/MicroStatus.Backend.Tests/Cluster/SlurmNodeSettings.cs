using MicroStatus.Configuration;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>The settings of a node.</summary>
internal static class SlurmNodeSettings
{
    /// <summary>Settings whose commands talk to a node, for the user that runs the test.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The settings.</returns>
    public static ClusterSettings Settings(this SlurmNode node) => new()
    {
        User = Environment.UserName,
        Submit = node.Command("sbatch"),
        Queue = node.Command("squeue"),
        Cancel = node.Command("scancel"),
        Accounting = node.Command("sacct"),
        CommandTimeout = TimeSpan.FromSeconds(30),
    };
}

using System.Collections;
using System.Reflection;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>The environment of commands and jobs: no secret reaches a job, and no variable of a shell changes what a command means.</summary>
internal static class CommandEnvironment
{
    private static readonly string[] Secrets =
    [
        .. typeof(Secrets).GetProperties()
            .Select(property => property.GetCustomAttribute<SettingAttribute>()?.Variable)
            .OfType<string>(),
    ];

    // Each sets options of a command, such as which jobs squeue leaves out. SLURM_* is of a job that we may run in, but for what names the cluster.
    private static readonly string[] Options = ["SBATCH_", "SQUEUE_", "SCANCEL_", "SACCT_", "SLURM_"];
    private static readonly string[] Kept = ["SLURM_CONF", "SLURM_CONF_SERVER", "SLURM_CLUSTERS", "SLURM_JWT"];

    /// <summary>For a command that asks.</summary>
    /// <returns>What to change: times are seconds, texts are not translated.</returns>
    public static IReadOnlyDictionary<string, string?> ToAsk() =>
        new Dictionary<string, string?>(Cleared(), StringComparer.Ordinal) { ["LC_ALL"] = "C", ["SLURM_TIME_FORMAT"] = "%s" };

    /// <summary>For a command whose environment a job gets.</summary>
    /// <returns>What to change.</returns>
    public static IReadOnlyDictionary<string, string?> OfJob() => Cleared();

    private static Dictionary<string, string?> Cleared() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => (string)entry.Key)
            .Where(name => Secrets.Contains(name, StringComparer.Ordinal)
                || (Options.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !Kept.Contains(name, StringComparer.Ordinal)))
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
}

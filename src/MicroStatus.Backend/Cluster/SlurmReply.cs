using System.Text.RegularExpressions;

namespace MicroStatus.Backend.Cluster;

/// <summary>What SLURM's commands mean by their words. Pure.</summary>
internal static partial class SlurmReply
{
    // The request had been sent: it may have been carried out.
    private static readonly string[] Unsure =
        ["timed out", "Zero Bytes were transmitted", "Connection reset", "Message receive failure", "Unexpected message received", "Insane message length"];

    // The cluster was not reached, or reached and not able to answer.
    private static readonly string[] Unreachable =
    [
        "Unable to contact slurm controller", "Connection refused", "Network is unreachable", "No route to host", "Slurm backup controller in standby mode",
        "Protocol authentication error", "Invalid authentication credential", "Munge", "MUNGE", "auth plugin", "Unable to establish control", "Could not establish a configuration",
        "fetch_config", "Unable to process configuration", "controller not responding", "Resource temporarily unavailable", "slurm.conf", "Incompatible versions",
    ];

    /// <summary>What a failed command's words say about the change that it was to make.</summary>
    public enum Meaning
    {
        /// <summary>The cluster said no.</summary>
        Refused,

        /// <summary>The cluster was not reached; nothing was changed.</summary>
        Failed,

        /// <summary>Nobody can say whether it took place.</summary>
        Unsure,
    }

    /// <summary>What the words of a command that failed mean.</summary>
    /// <param name="words">Its errors.</param>
    /// <returns>The meaning.</returns>
    public static Meaning Of(string words) =>
        Unsure.Any(text => words.Contains(text, StringComparison.OrdinalIgnoreCase)) ? Meaning.Unsure
        : Unreachable.Any(text => words.Contains(text, StringComparison.Ordinal)) ? Meaning.Failed
        : Meaning.Refused;

    /// <summary>The id in the answer of <c>sbatch --parsable</c>: <c>4711</c>, or <c>4711;cluster</c>.</summary>
    /// <param name="output">The answer.</param>
    /// <returns>The id, or null when it has none.</returns>
    public static string? IdOf(string output) => Submitted().Match(output) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>A line without the name of the command that said it.</summary>
    /// <param name="line">For example <c>sbatch: error: Batch job submission failed: …</c>.</param>
    /// <returns>What follows.</returns>
    public static string WithoutPrefix(string line) => Prefix().Replace(line, string.Empty);

    [GeneratedRegex(@"^\s*(?<id>[0-9]{1,18})(;[^\n]*)?\s*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Submitted();

    [GeneratedRegex(@"^(sbatch|squeue|scancel|sacct):( (error|fatal):)?( |$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}

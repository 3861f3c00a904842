using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing.Rscm;

/// <summary>The command that builds an RSCM dataset's Imaris file (lab.md §3.6).</summary>
/// <param name="settings">The command.</param>
public sealed class ImarisBuildCommand(ImarisBuildSettings settings)
{
    /// <summary>The act that runs it.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="jobFolder">The folder of the denoised composites, absolute.</param>
    /// <param name="jobNumber">The job number.</param>
    /// <returns>The act.</returns>
    public ProcessingAct Of(Dataset row, string jobFolder, string jobNumber)
    {
        var more = new Dictionary<string, string>(StringComparer.Ordinal) { ["JobFolder"] = jobFolder, ["JobNumber"] = jobNumber };
        var command = CommandLine.Fill(settings.Command, row, more);
        return new ProcessingAct.Run(StageKind.ImarisBuild, $"imaris_{QueueFileNames.Id5(row.Id)}", command, jobFolder)
        {
            What = $"The Imaris file of {Path.GetFileName(jobFolder)} is built.",
        };
    }

    /// <summary>Whether a command was run for a job's folder.</summary>
    /// <param name="command">The command, placeholders filled in.</param>
    /// <param name="jobFolder">The folder.</param>
    /// <returns>True when it was.</returns>
    internal bool IsFor(ProcessingCommand command, string jobFolder) => settings.Command
        .Where(argument => argument.Contains("{JobFolder}", StringComparison.Ordinal))
        .Select(argument => Placeholders.Fill(argument, ("JobFolder", jobFolder)))
        .Any(argument => command.Arguments.Contains(argument, StringComparer.Ordinal));
}

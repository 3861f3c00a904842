using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Commands;

/// <summary>What became of a command, by what is known of it. Pure.</summary>
/// <param name="settings">How long it may be out of sight.</param>
/// <param name="submission">How long its submission may be on the way: after that, what has left no trace was not run.</param>
public sealed class CommandRules(ProcessingSettings settings, TimeSpan submission)
{
    /// <summary>Decides.</summary>
    /// <param name="command">The command as it was known.</param>
    /// <param name="evidence">What is known now.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The command as it stands; the same one when nothing has changed. Its output is read by others.</returns>
    public ProcessingCommand Decide(ProcessingCommand command, CommandEvidence evidence, DateTimeOffset now)
    {
        if (evidence.ExitCode is { } code)
        {
            return Ended(command, code == 0 ? CommandState.Succeeded : CommandState.Failed, now) with { ExitCode = code };
        }

        var known = command with { JobId = evidence.Job?.Id ?? command.JobId, LostSince = null };
        if (evidence.Job is { IsLive: true } live)
        {
            return known with { State = live.State == ClusterJobState.Pending && !evidence.HasBegun ? CommandState.Waiting : CommandState.Running };
        }

        // What the executor ended leaves no result; one that has just ended may be about to be seen.
        var lost = command with { LostSince = command.LostSince ?? now, JobId = known.JobId };
        if (evidence.Job is { IsOver: true } over)
        {
            return lost.LostSince < now
                ? Ended(lost, CommandState.Failed, now) with { ExitCode = over.ExitCode, Output = string.Create(CultureInfo.InvariantCulture, $"Its job ended without a result: {over.State}{(over.Reason is { } reason ? $", {reason}" : string.Empty)}.") }
                : lost;
        }

        if (command.State == CommandState.Submitting && !evidence.HasBegun)
        {
            return evidence.WasAsked && now - command.Begun > submission
                ? Ended(command, CommandState.NotRun, now) with { Output = "It was not run: neither the executor nor a file knows of it." }
                : command;
        }

        return evidence.WasAsked && now - lost.LostSince >= settings.CommandSilence
            ? Ended(lost, CommandState.Failed, now) with { Output = "Its job is gone without a result." }
            : lost with { State = CommandState.Running };
    }

    private static ProcessingCommand Ended(ProcessingCommand command, CommandState state, DateTimeOffset now) =>
        command with { State = state, Ended = now, LostSince = null };
}

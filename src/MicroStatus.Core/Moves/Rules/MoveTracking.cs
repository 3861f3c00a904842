using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Moves.Rules;

/// <summary>What becomes of moves under way (lab.md §8): a marker decides, then the cluster, and silence only after a long time. Pure.</summary>
/// <param name="settings">The rules' numbers.</param>
public sealed class MoveTracking(MoveSettings settings)
{
    /// <summary>Decides.</summary>
    /// <param name="move">The move.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Where it stands; <see cref="MoveState.Failed"/> also where the next run will find that everything is done.</returns>
    public MoveVerdict Decide(DatasetMove move, MoveEvidence evidence, DateTimeOffset now)
    {
        if (evidence.Done is { } destination)
        {
            return Finished(move, evidence, destination);
        }

        return evidence.Job switch
        {
            MoveJobState.Waiting => new MoveVerdict(MoveState.Queued, "Its job waits for a node."),
            MoveJobState.Running => new MoveVerdict(MoveState.Running, "Its job runs."),
            _ when evidence.Error is { } error => new MoveVerdict(MoveState.Failed, error),
            MoveJobState.Failed => new MoveVerdict(MoveState.Failed, $"Its job ended without a word: {evidence.JobReason ?? "failed"}."),
            _ => Silent(move, evidence, now),
        };
    }

    /// <summary>When a failed move is tried again.</summary>
    /// <param name="runs">How often its job was submitted.</param>
    /// <param name="now">The moment of the failure.</param>
    /// <returns>The moment, each pause twice as long as the one before; null when it was tried often enough.</returns>
    public DateTimeOffset? NextTry(int runs, DateTimeOffset now)
    {
        if (runs > settings.Retries)
        {
            return null;
        }

        var pause = settings.RetryPause * Math.Pow(2, Math.Clamp(runs - 1, 0, 20));
        return now + (pause < settings.StaleAfter ? pause : settings.StaleAfter);
    }

    private static MoveVerdict Finished(DatasetMove move, MoveEvidence evidence, string destination) =>
        !evidence.AreStoresThere
            ? new MoveVerdict(MoveState.Unknown, "It is done by its marker; a store is absent, and the destination cannot be looked at.", LostSince: move.LostSince)
            : move.Origin == MoveOrigin.WebPage && evidence.IsSourceThere
                ? new MoveVerdict(MoveState.Unknown, "A done marker is there, and so is the source: it is one of an earlier move.")
            : evidence.IsDestinationThere
                ? new MoveVerdict(MoveState.Moved, $"Its done marker names {destination}, which is there.", destination)
                : new MoveVerdict(MoveState.Failed, $"Its done marker names {destination}, and no folder stands there.");

    private MoveVerdict Silent(DatasetMove move, MoveEvidence evidence, DateTimeOffset now)
    {
        if (!evidence.AreStoresThere)
        {
            return new MoveVerdict(move.State, "A store is absent: nothing is concluded.", LostSince: move.LostSince);
        }

        var last = evidence.Heartbeat ?? move.Submitted ?? move.Begun;
        if (now - last < settings.HeartbeatTimeout)
        {
            return new MoveVerdict(
                MoveState.Unknown,
                evidence.Heartbeat is null ? "The cluster does not know its job, which was submitted a short while ago." : "The cluster does not know its job, which shows that it lives.");
        }

        var since = move.LostSince ?? now;
        return now - since < settings.LostAfter
            ? new MoveVerdict(MoveState.Unknown, "The cluster does not know its job, and it has left neither marker nor heartbeat.", LostSince: since)
            : new MoveVerdict(
                MoveState.Failed,
                string.Create(CultureInfo.InvariantCulture, $"Its job is lost: for {(now - since).TotalMinutes:0} minutes neither the cluster nor a marker nor a heartbeat told of it."));
    }
}

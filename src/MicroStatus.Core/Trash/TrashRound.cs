
namespace MicroStatus.Trash;

/// <summary>One pass through the trash: what was begun is finished, and what is due and proven goes. Each entry is isolated.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="isEmergency">The retention is nothing.</param>
/// <param name="clock">Measures the time that it takes.</param>
/// <param name="mostTime">How long it may take; null for as long as it needs.</param>
public sealed class TrashRound(TrashTools tools, bool isEmergency, TimeProvider clock, TimeSpan? mostTime)
{
    private readonly TrashRemover _remover = new(tools);
    private readonly long _begun = clock.GetTimestamp();

    /// <summary>The last entry that was handled to its end; a later pass goes on after it.</summary>
    public string? After { get; private set; }

    /// <summary>Everything was handled.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Goes through the trash.</summary>
    /// <param name="after">Goes on after this entry; null begins.</param>
    /// <param name="mayGo">Asked for each entry that has a marker: others are left out.</param>
    /// <param name="failed">Hears of what could not be looked at or deleted.</param>
    /// <param name="cancellationToken">Ends it between two files; what was begun goes on with the next pass.</param>
    /// <returns>What became of entries whose time is over, and of those of ours that stay for another reason than their time.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async IAsyncEnumerable<TrashRemoval> RunAsync(
        string? after,
        Func<DatasetTrash, bool> mayGo,
        Action<string, Exception> failed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        After = after;
        if (tools.Gate.MayAct())
        {
            foreach (var settled in _remover.Settle(GoesOn, failed, cancellationToken))
            {
                yield return settled;
            }
        }

        var survey = new TrashSurvey(tools);
        var proof = new TrashProof(tools, survey.HiveAbsent);
        foreach (var entry in survey.Find(isEmergency, fault => failed(fault.Path, fault.Cause), cancellationToken))
        {
            if (after is not null && string.CompareOrdinal(entry.Path, after) <= 0)
            {
                continue;
            }

            if (!GoesOn())
            {
                yield break;
            }

            if (entry is { MovedAt: not null, Kind: not null } && mayGo(entry) && await HandleAsync(survey, proof, entry, failed, cancellationToken).ConfigureAwait(false) is { } removal)
            {
                yield return removal;
                if (removal.IsUnfinished)
                {
                    yield break;
                }
            }

            After = entry.Path;
        }

        (After, IsDone) = (null, true);
    }

    private bool GoesOn() => mostTime is null || clock.GetElapsedTime(_begun) < mostTime;

    private async Task<TrashRemoval?> HandleAsync(
        TrashSurvey survey,
        TrashProof proof,
        DatasetTrash entry,
        Action<string, Exception> failed,
        CancellationToken cancellationToken)
    {
        try
        {
            if (!entry.IsDue)
            {
                return entry.Due is null || entry.Due <= tools.Now ? Stays(entry, entry.Reason) : null;
            }

            var verdict = await proof.LookAsync(entry, tools.Gate.MayAct() ? GoesOn : static () => false, cancellationToken).ConfigureAwait(false);
            if (!verdict.IsProven)
            {
                return Stays(entry, verdict.Reason) with { IsUnfinished = verdict.IsUnfinished && tools.Gate.MayAct() };
            }

            // Hashing may have taken hours: a marker that a person took away meanwhile counts.
            entry = survey.Again(entry, isEmergency);
            return !entry.IsDue ? Stays(entry, entry.Reason)
                : tools.Gate.MayAct() ? _remover.Remove(entry, GoesOn, cancellationToken)
                : Stays(entry, "It would be deleted.") with { WouldGo = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
        {
            failed(entry.Path, e);
            return null;
        }
    }

    private static TrashRemoval Stays(DatasetTrash entry, string? reason) => new(entry.Id, entry.Name, entry.Kind, entry.Path, IsGone: false, 0, 0, reason);
}

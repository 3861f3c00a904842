using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>When a check makes the montage of a dataset (lab.md §4, "On finish"). Pure.</summary>
/// <param name="settings">How often it is tried.</param>
/// <param name="news">What lies before the take-over.</param>
public sealed class MontageRules(MontageSettings settings, NewsRule news)
{
    /// <summary>Whether a dataset may be due, by the little that is read of all: those of before the take-over, and those that nobody knows the time of, are not looked at further.</summary>
    /// <param name="candidate">The dataset.</param>
    /// <returns>False when it is certainly not due.</returns>
    public bool MayBeDue(MontageCandidate candidate) =>
        IsTime(candidate.Record) && candidate.Finished is { } moment && IsNews(moment, imported: null);

    /// <summary>Whether a dataset's montage is to be made now.</summary>
    /// <param name="row">The dataset as it stands.</param>
    /// <param name="record">What is remembered of its montage, or null.</param>
    /// <param name="isDemo">It is a demo dataset, which is never touched.</param>
    /// <param name="isActedOn">An act on its files has begun and is not settled.</param>
    /// <returns>True when it is.</returns>
    public bool IsDue(Dataset row, MontageRecord? record, bool isDemo, bool isActedOn) =>
        row is { ImagingStatus: ImagingStatus.Finished, OnFastStore: true, Moving: false, Paused: false }
        && !isDemo
        && !isActedOn
        && record is null or { State: MontageState.Making or MontageState.Waiting }
        && IsTime(record)
        && (row.ImagingEnd ?? row.LastProgress) is { } moment
        && IsNews(moment, row.Imported);

    /// <summary>Whether a montage has been tried often enough.</summary>
    /// <param name="attempts">How often it was begun.</param>
    /// <returns>True when it is given up.</returns>
    public bool IsSpent(int attempts) => attempts >= settings.Tries;

    /// <summary>When a montage that is begun now is begun again, should it not come to an end: the pauses double.</summary>
    /// <param name="attempts">How often it was begun, with this time.</param>
    /// <returns>The moment.</returns>
    public DateTimeOffset NextTry(int attempts) => news.Now + (settings.RetryPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)));

    private bool IsTime(MontageRecord? record) => record?.NextTry is not { } next || next <= news.Now;

    private bool IsNews(DateTimeOffset moment, DateTimeOffset? imported) => news.IsNews(moment, moment, isFirstLook: false, imported);
}

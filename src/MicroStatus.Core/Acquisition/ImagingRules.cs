using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>When imaging is in progress, finished, or in need of a person (lab.md §3, §4). Pure.</summary>
public static class ImagingRules
{
    // Clocks of servers differ a little; a time further ahead than this is wrong and proves nothing.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>Decides.</summary>
    /// <param name="observation">What the files prove.</param>
    /// <param name="history">What was known before.</param>
    /// <param name="quietTime">How long nothing may have changed before an end is believed.</param>
    /// <param name="progressTimeout">How long there may be no progress.</param>
    /// <param name="now">The moment of the check.</param>
    /// <returns>The decision.</returns>
    public static ImagingDecision Decide(
        ImagingObservation observation,
        ImagingHistory history,
        TimeSpan quietTime,
        TimeSpan progressTimeout,
        DateTimeOffset now)
    {
        var hasProgress = HasProgress(observation, history);
        var lastProgress = hasProgress ? now : history.LastProgress ?? now;
        var isQuiet = IsQuiet(observation, history, quietTime, now);
        if (history.Status == ImagingStatus.Finished)
        {
            return DecideFinished(observation, history, hasProgress, lastProgress, now);
        }

        var newest = observation.NewestChange is { } change && change < now ? change : now;
        var reasons = new List<AttentionReason>(observation.Findings);
        if (observation.Complete)
        {
            return reasons.Count > 0
                ? Attention(reasons, observation.Findings[0].Text, now, confirm: false)
                : isQuiet
                    ? Decision(ImagingStatus.Finished, "Everything is there and nothing has changed for the quiet time.", newest + quietTime, confirm: !observation.FullListing)
                    : Decision(ImagingStatus.InProgress, "Everything is there; waiting for the quiet time.", newest, confirm: false);
        }

        // An end that is not a full set explains the silence: it would be told twice.
        if (isQuiet && observation.FindingsWhenQuiet.Count > 0)
        {
            reasons.AddRange(observation.FindingsWhenQuiet);
            return Attention(reasons, observation.FindingsWhenQuiet[0].Text, newest + quietTime, NeedsConfirmation(observation.FindingsWhenQuiet[0].Kind));
        }

        if (now - lastProgress >= progressTimeout)
        {
            var stalled = Stalled(observation, now - lastProgress);
            reasons.Add(stalled);
            var silentSince = newest < lastProgress ? newest : lastProgress;
            return Attention(reasons, stalled.Text, silentSince + progressTimeout, NeedsConfirmation(stalled.Kind));
        }

        return reasons.Count > 0
            ? Attention(reasons, reasons[0].Text, now, confirm: false)
            : Decision(ImagingStatus.InProgress, WhyInProgress(observation, hasProgress), newest, confirm: false);

        // What is open already was confirmed when it was opened.
        bool NeedsConfirmation(string kind) => !observation.FullListing && !history.OpenKinds.Contains(kind);

        ImagingDecision Decision(ImagingStatus status, string why, DateTimeOffset moment, bool confirm) =>
            new(status, why, [], hasProgress, lastProgress, confirm, moment, Lost: 0);

        ImagingDecision Attention(IReadOnlyList<AttentionReason> all, string why, DateTimeOffset moment, bool confirm) =>
            new(ImagingStatus.NeedsAttention, why, all, hasProgress, lastProgress, confirm, moment, Lost: 0);
    }

    private static string WhyInProgress(ImagingObservation observation, bool hasProgress) => (observation, hasProgress) switch
    {
        ({ UnitsFinished: 0, GrowingBytes: 0 }, _) => "Waiting for the first image.",
        (_, true) => "Images arrive.",
        _ => "Waiting for the next image.",
    };

    // A finished dataset stays finished unless something arrives, or a file that is there turns out broken:
    // the end may have been a person's decision.
    private static ImagingDecision DecideFinished(
        ImagingObservation observation,
        ImagingHistory history,
        bool hasProgress,
        DateTimeOffset lastProgress,
        DateTimeOffset now)
    {
        var broken = observation.Findings.Where(reason => reason.Kind != AttentionKind.Metadata).ToList();
        if (broken.Count > 0 && observation.Changed)
        {
            return new(ImagingStatus.NeedsAttention, broken[0].Text, broken, hasProgress, lastProgress, NeedsFullListing: false, now, Lost: 0);
        }

        if (!observation.Complete && hasProgress && history.Units is not null)
        {
            return new(ImagingStatus.InProgress, "Images have arrived after the end.", [], hasProgress, lastProgress, NeedsFullListing: false, now, Lost: 0);
        }

        var lost = Math.Max((history.Units ?? 0) - observation.UnitsFinished, 0);
        return new(ImagingStatus.Finished, "Finished.", [], hasProgress, lastProgress, NeedsFullListing: lost > 0 && !observation.FullListing, now, lost);
    }

    private static bool HasProgress(ImagingObservation observation, ImagingHistory history)
    {
        if (history.Units is not { } units)
        {
            return true; // first sight
        }

        return observation.UnitsFinished > units
            || observation.GrowingBytes > history.GrowingBytes
            // A new unit has begun while the one before it never became complete.
            || (observation.Changed && observation.GrowingBytes > 0 && observation.GrowingBytes < history.GrowingBytes);
    }

    private static bool IsQuiet(ImagingObservation observation, ImagingHistory history, TimeSpan quietTime, DateTimeOffset now)
    {
        if (observation.NewestChange is not { } newest)
        {
            return false;
        }

        if (newest > now + ClockDifference)
        {
            // A file dated ahead: what counts is when its change was first seen.
            return history.LastChange is { } seen && !observation.Changed && now - seen >= quietTime;
        }

        return now - newest >= quietTime;
    }

    private static AttentionReason Stalled(ImagingObservation observation, TimeSpan silence)
    {
        var place = observation.Where is { } where ? $" at {where}" : string.Empty;
        var missing = observation.Differences.Count == 0
            ? string.Empty
            : $" Behind it: {string.Join("; ", observation.Differences.Take(3))}{(observation.Differences.Count > 3 ? "; …" : ".")}";
        return AttentionReason.Of(
            AttentionKind.Stalled,
            string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"No image for {Math.Floor(silence.TotalMinutes):0} minutes{place}.{missing}"),
            "Look at the microscope; imaging is resumed by the next image.") with
        {
            Names = observation.Names,
            Where = observation.Where,
        };
    }
}

using System.Globalization;
using System.Text;
using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>Where a dataset's processing stands, and what is to be done: the furthest stage that the files prove is the state (lab.md §3.8). Pure.</summary>
public static class ProcessingRules
{
    private static readonly CompositeFormat Silence = CompositeFormat.Parse("No progress for {0:0} minutes.");

    // What is remembered as progress of a stage that was not watched: the silence until then counts for nothing.
    private const string Unwatched = "unwatched";

    /// <summary>Decides.</summary>
    /// <param name="subject">The dataset, and what is remembered of it.</param>
    /// <param name="observation">What is seen.</param>
    /// <param name="progressTimeout">How long a stage may show no progress.</param>
    /// <param name="now">The moment of the check.</param>
    /// <returns>The decision.</returns>
    public static ProcessingDecision Decide(ProcessingSubject subject, ProcessingObservation observation, TimeSpan progressTimeout, DateTimeOffset now)
    {
        var current = Current(observation.Stages, out var status);
        var isWatched = current is not null && IsWatched(subject.Row, observation, current);
        var hasProgress = HasProgress(subject.Record, current, isWatched);
        var lastProgress = hasProgress ? now : subject.Record!.LastProgress;
        var decision = new ProcessingDecision
        {
            Subject = subject,
            Observation = observation,
            Status = status,
            Current = current,
            Why = current?.Why ?? "The Imaris file is there and opens.",
            HasProgress = hasProgress,
            LastProgress = lastProgress,
            Progress = current is null || isWatched ? current?.Progress : Unwatched,
            HeldBy = HeldBy(subject.Row, observation, current),
        };
        if (current is { State: StageState.Failed, Failure: { } failure })
        {
            return NeedsAttention(decision, [failure]);
        }

        // What works on a renamed dataset looks for its old name until something comes of it.
        var renamed = hasProgress && subject.Record is not null ? [] : subject.Open.Where(reason => reason.Kind == AttentionKind.RenamedInProcessing).ToList();
        if (renamed.Count > 0 && current is not null)
        {
            return NeedsAttention(decision, renamed);
        }

        if (current is { State: StageState.Waiting })
        {
            // What has failed stays failed until something works on it again: its traces alone may have been tidied up.
            var failed = subject.Record?.Stage == current.Stage ? subject.Open.Where(reason => reason.Kind is not (AttentionKind.ProcessingStuck or AttentionKind.RenamedInProcessing)).ToList() : [];
            if (failed.Count > 0)
            {
                return NeedsAttention(decision, failed);
            }

            if (Rank(subject.Row.ProcessingStatus) > Rank(status))
            {
                return Regressed(decision, current);
            }
        }

        // What is begun now is not late.
        var isBegunNow = decision.HeldBy is null && current is { State: StageState.Waiting, Next: not null };
        if (current is { IsPatient: false } && !isBegunNow && isWatched && now - lastProgress >= progressTimeout)
        {
            return NeedsAttention(decision, [Stuck(current, now - lastProgress)]);
        }

        return decision with { Acts = decision.HeldBy is null ? Acts(observation, current) : [] };
    }

    /// <summary>The stage that a dataset stands at: the one after the furthest that is done, or a later one that has begun without it.</summary>
    /// <param name="stages">The stages, in their order.</param>
    /// <param name="status">The dataset's status by the files alone.</param>
    /// <returns>The stage's reading; null when all are done.</returns>
    public static StageReading? Current(IReadOnlyList<StageReading> stages, out ProcessingStatus status)
    {
        var furthest = stages.Count - 1;
        while (furthest >= 0 && stages[furthest].State == StageState.Waiting)
        {
            furthest--;
        }

        if (furthest >= 0 && stages[furthest] is { State: StageState.Done } done)
        {
            status = done.StatusWhenDone;
            furthest++;
            if (furthest == stages.Count)
            {
                return null;
            }

            // A stage that is done says more than the one that waits for it.
            return stages[furthest];
        }

        var current = stages[Math.Max(furthest, 0)];
        status = current.StatusUntilDone;
        return current;
    }

    private static ProcessingDecision NeedsAttention(ProcessingDecision decision, IReadOnlyList<AttentionReason> reasons) =>
        decision with { Status = ProcessingStatus.NeedsAttention, Why = reasons[0].Text, Reasons = reasons };

    // The row says more than the files: nothing is begun a second time because a product is gone. A finished dataset stays finished, since people
    // take its files to other places.
    private static ProcessingDecision Regressed(ProcessingDecision decision, StageReading current)
    {
        var stored = decision.Subject.Row.ProcessingStatus;
        var loss = $"The dataset is {StatusText.Of(stored)}, and its files do not show it: {current.Why}";
        return stored is ProcessingStatus.Finished or ProcessingStatus.MovedToHive
            ? decision with { Status = stored, Current = null, Why = loss, Loss = loss }
            : NeedsAttention(
                decision,
                [AttentionReason.Of(AttentionKind.ProductIncomplete, current.Stage.ToString(), loss, "Bring the files back, or begin the stage again with Start-DatasetProcessing -Force.")]);
    }

    // How far a status is; two statuses say that the first stage runs (lab.md §3.3). One that needs a person tells nothing.
    private static int Rank(ProcessingStatus status) => status switch
    {
        ProcessingStatus.NeedsAttention => -1,
        ProcessingStatus.InProgress => (int)ProcessingStatus.Started,
        _ => (int)status,
    };

    // Something else than at the last look; at the first one, and at the first after it was held, nothing is held against it.
    private static bool HasProgress(ProcessingRecord? record, StageReading? current, bool isWatched) =>
        record is null
        || record.Stage != current?.Stage
        || (!string.Equals(record.Progress, current?.Progress, StringComparison.Ordinal) && (isWatched || record.Progress != Unwatched));

    private static string? HeldBy(Dataset row, ProcessingObservation observation, StageReading? current) => (row, observation) switch
    {
        ({ Moving: true }, _) => "It is being moved.",
        ({ Moved: true }, _) => "It has been moved.",
        ({ ImagingStatus: not ImagingStatus.Finished }, _) => "Imaging is not finished.",
        ({ Paused: true }, _) => "It is paused.",
        (_, { Obstacle: { } obstacle }) => obstacle,
        (_, { NeverStarted: { } never }) when current is not null => never,
        _ => null,
    };

    // What nobody began, and nobody may begin, is not late.
    private static bool IsWatched(Dataset row, ProcessingObservation observation, StageReading current) =>
        row is { Moved: false, Moving: false }
        && (current.State == StageState.Running
            || (observation.NeverStarted is null
                && observation.Obstacle is null
                && row.ImagingStatus == ImagingStatus.Finished
                && (!row.Paused || row.ProcessingStatus == ProcessingStatus.NeedsAttention)));

    private static IReadOnlyList<ProcessingAct> Acts(ProcessingObservation observation, StageReading? current)
    {
        var next = current is { State: StageState.Waiting, Next: { } act } && !(observation.ChoresComeFirst && observation.Chores.Count > 0) ? act : null;
        return next is null ? observation.Chores : [.. observation.Chores, next];
    }

    private static AttentionReason Stuck(StageReading current, TimeSpan silence) => AttentionReason.Of(
        AttentionKind.ProcessingStuck,
        current.Stage.ToString(),
        $"{StageText.Of(current.Stage)} may be stuck: {string.Format(CultureInfo.InvariantCulture, Silence, Math.Floor(silence.TotalMinutes))} {current.Why}",
        IsBegunByRequest(current)
            ? "Look at the cluster; progress resumes it, and Start-DatasetProcessing -Force begins the stage again."
            : "Look at the cluster, and restart there what has stopped; progress resumes it by itself.");

    // What runs is never begun a second time, and denoising is begun by CBPy alone.
    private static bool IsBegunByRequest(StageReading current) => current is { State: StageState.Waiting, Stage: not StageKind.Denoising };
}

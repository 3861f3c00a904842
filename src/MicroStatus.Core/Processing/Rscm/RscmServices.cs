using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing.Rscm;

/// <summary>When the stitching cluster and CBPy are needed (lab.md §3.2, §3.5).</summary>
/// <param name="settings">The clusters.</param>
/// <param name="queue">The stitching queue as it was seen.</param>
/// <param name="files">Looks again before the cluster is stopped.</param>
internal sealed class RscmServices(RscmProcessingSettings settings, StitchQueueLook queue, IFileTree files)
{
    /// <summary>The stitching cluster: it runs while something is to be stitched, and is stopped only when nothing at all is stitched, processed or moved.</summary>
    /// <param name="decisions">What was decided.</param>
    /// <param name="isMoving">A dataset is on its way to Hive.</param>
    /// <returns>The need.</returns>
    public ServiceNeed Stitching(IReadOnlyList<ProcessingDecision> decisions, bool isMoving)
    {
        var (wish, why) = queue.HasWork || decisions.Any(decision => decision.Acts.OfType<ProcessingAct.Enqueue>().Any())
            ? (ServiceWish.Running, "A dataset is to be stitched, or is being stitched.")
            : !queue.IsEmpty
                ? (ServiceWish.AsItIs, "The stitching queue holds a file of no dataset.")
                : isMoving
                    ? (ServiceWish.AsItIs, "Nothing is to be stitched, but a dataset is being moved.")
                    : decisions.FirstOrDefault(IsProcessed) is { } processed
                        ? (ServiceWish.AsItIs, $"Nothing is to be stitched, but {processed.Subject.Row.Name} is being processed.")
                        : StitchQueueLook.Read(settings.Stitching, files).IsEmpty
                            ? (ServiceWish.Stopped, "Nothing is to be stitched, nothing is processed or moved, and the stitching queue is empty.")
                            : (ServiceWish.Running, "A file has come into the stitching queue.");
        return new ServiceNeed("stitching", settings.Stitching.ClusterJobs, settings.Stitching.ClusterStart, wish, why);
    }

    /// <summary>CBPy: it runs while something is stitched and not denoised. We never stop it.</summary>
    /// <param name="decisions">What was decided.</param>
    /// <returns>The need.</returns>
    public ServiceNeed Denoising(IReadOnlyList<ProcessingDecision> decisions)
    {
        // One that is stuck is paused for that: CBPy's absence may be the very reason.
        var waiting = decisions.FirstOrDefault(decision =>
            decision.Current is { Stage: StageKind.Denoising, State: StageState.Waiting or StageState.Running } current
            && (decision.HeldBy is null || current.State == StageState.Running || decision.Reasons.Any(reason => reason.Kind == AttentionKind.ProcessingStuck)));
        return new ServiceNeed(
            "denoising",
            [settings.Denoising.JobName],
            settings.Denoising.Start,
            waiting is null ? ServiceWish.AsItIs : ServiceWish.Running,
            waiting is null ? "Nothing waits to be denoised." : $"{waiting.Subject.Row.Name} is stitched and not denoised.");
    }

    // What needs a person, or is held, keeps no cluster running.
    private static bool IsProcessed(ProcessingDecision decision) =>
        decision is { Current: { } current, Status: not ProcessingStatus.NeedsAttention }
        && (current.State == StageState.Running || decision.Acts.Count > 0 || (current.Stage != StageKind.Stitching && decision.HeldBy is null));
}

using MicroStatus.Datasets;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Checks;

/// <summary>What a rename means for processing: a waiting queue file is written anew, anything further on needs a person (lab.md §2).</summary>
/// <param name="context">The check.</param>
public sealed class RenameInProcessing(CheckContext context)
{
    private static readonly IReadOnlyList<ProcessingStatus> AtRest =
        [ProcessingStatus.NotStarted, ProcessingStatus.Finished, ProcessingStatus.MovedToHive, ProcessingStatus.NeedsAttention];

    /// <summary>Settles it.</summary>
    /// <param name="renamed">The dataset under its new name and path.</param>
    /// <returns>Why a person is needed, or null.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder of the queue refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public AttentionReason? Settle(Dataset renamed)
    {
        var queue = new StitchQueue(
            context.Settings.Rscm.Processing.Stitching,
            context.Settings.Discovery.NoPi,
            context.Files,
            context.FileActs);
        var place = queue.Find(renamed.Id);
        if (place == StitchQueuePlace.Waiting && (!context.Gate.MayAct() || queue.TryRewrite(renamed)))
        {
            return null;
        }

        return place == StitchQueuePlace.None && AtRest.Contains(renamed.ProcessingStatus)
            ? null
            : AttentionReason.Of(
                AttentionKind.RenamedInProcessing,
                string.Empty,
                $"It was renamed to {renamed.Name} while it was being processed: what works on it looks for the old name.",
                "Rename it back, or let it end and start it anew.") with
            {
                Names = [renamed.Name],
            };
    }
}

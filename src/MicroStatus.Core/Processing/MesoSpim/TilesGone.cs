using MicroStatus.Datasets;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>A dataset in progress whose tiles are gone: nothing can come of it any more (lab.md §4). Pure.</summary>
internal static class TilesGone
{
    /// <summary>Whether the tiles are still needed: nothing that was made of them is whole, and the dataset is not finished.</summary>
    public static bool Concerns(Dataset row, IReadOnlyList<StageReading> stages) =>
        row.ProcessingStatus is not (ProcessingStatus.Finished or ProcessingStatus.MovedToHive)
        && stages[1].State is StageState.Waiting or StageState.Running
        && stages.Skip(2).All(stage => stage.State == StageState.Waiting);

    /// <summary>The reading of the stage that needs them.</summary>
    public static StageReading Reading(StageReading stage)
    {
        var failure = AttentionReason.Of(
            AttentionKind.ProductIncomplete,
            stage.Stage.ToString(),
            $"{StageText.Of(stage.Stage)} has no tiles to work on: there is none in the dataset's folder.",
            "Bring the tiles back; then begin processing again with Start-DatasetProcessing -Force.");
        return stage with { State = StageState.Failed, Why = failure.Finding, Failure = failure, Percent = null };
    }
}

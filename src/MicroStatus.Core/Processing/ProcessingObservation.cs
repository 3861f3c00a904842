using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>What is seen of one dataset's processing.</summary>
public sealed record ProcessingObservation
{
    /// <summary>The pipeline's stages, in their order.</summary>
    public required IReadOnlyList<StageReading> Stages { get; init; }

    /// <summary>Why nothing is ever started for it, in a sentence; null for most datasets. What others do is still seen.</summary>
    public string? NeverStarted { get; init; }

    /// <summary>Why nothing can be started for now, in a sentence, for example broken ribbons; null when nothing is in the way.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Columns of the row that the files tell: job number, Imaris file.</summary>
    public IReadOnlyDictionary<DatasetField, object?> Fields { get; init; } = new Dictionary<DatasetField, object?>();

    /// <summary>The Imaris file of the whole dataset; null while there is none that opens.</summary>
    public ProcessingResult? Result { get; init; }

    /// <summary>What is to be done beside the stages, in order, whatever stage the dataset stands at: what goes to the trash, what is zipped. Each is justified by what was seen.</summary>
    public IReadOnlyList<ProcessingAct> Chores { get; init; } = [];

    /// <summary>A chore that must be over before a stage is begun: a colour that goes to the trash before stitching.</summary>
    public bool ChoresComeFirst { get; init; }
}

namespace MicroStatus.Tiles.Jobs;

/// <summary>How far a job is.</summary>
public enum TileJobState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>Every task has left its result.</summary>
    Finished,

    /// <summary>It is over, and results are missing.</summary>
    Failed,

    /// <summary>Results are missing, and the executor does not know (any more) what became of it.</summary>
    Unknown,
}

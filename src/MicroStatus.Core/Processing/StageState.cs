namespace MicroStatus.Processing;

/// <summary>What the files, queues and jobs say of one stage of one dataset.</summary>
public enum StageState
{
    /// <summary>Nothing of it is there: it waits for the stage before it, for its start, or for its turn.</summary>
    Waiting,

    /// <summary>Something works on it, or has begun.</summary>
    Running,

    /// <summary>Its product is there and whole.</summary>
    Done,

    /// <summary>It ended without its product, and says so.</summary>
    Failed,
}

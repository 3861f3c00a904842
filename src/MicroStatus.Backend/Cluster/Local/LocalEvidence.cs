namespace MicroStatus.Backend.Cluster.Local;

/// <summary>What is known about a job of this machine.</summary>
internal sealed record LocalEvidence
{
    /// <summary>What was asked for; null when the note is damaged.</summary>
    public LocalJobRecord? Record { get; init; }

    /// <summary>Its watcher; null while it has not begun.</summary>
    public LocalProcess? Process { get; init; }

    /// <summary>How it ended; null when nobody noted it.</summary>
    public LocalExit? Exit { get; init; }

    /// <summary>It was begun on this machine.</summary>
    public bool IsHere { get; init; }

    /// <summary>Its watcher runs.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Processes of its session run.</summary>
    public bool HasProcesses { get; init; }

    /// <summary>It was cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Its time was over.</summary>
    public bool IsTimedOut { get; init; }
}

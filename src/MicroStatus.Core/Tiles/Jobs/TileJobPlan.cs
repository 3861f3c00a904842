using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles.Jobs;

/// <summary>What a job is to do: everything that its tasks need, and that its results are judged by.</summary>
public sealed record TileJobPlan
{
    /// <summary>The job's name: its folder, its name at the executor, and what it is asked for by.</summary>
    public required string JobName { get; init; }

    /// <summary>What it does.</summary>
    public required TileJobKind Kind { get; init; }

    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was planned.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How many tasks it has, 1 or more.</summary>
    public required int Tasks { get; init; }

    /// <summary>Bytes that one task decodes; a larger file is a task by itself.</summary>
    public long TaskBytes { get; init; }

    /// <summary>Files that one task looks into at most.</summary>
    public int TaskFiles { get; init; } = 1;

    /// <summary>How many files a task looks into at a time.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>How deep files are looked into.</summary>
    public TiffDepth Depth { get; init; }

    /// <summary>The sets that are tested, as they were when it was planned.</summary>
    public IReadOnlyList<TileSet> Sets { get; init; } = [];

    /// <summary>The montage that is made; null for a test.</summary>
    public MontageRequest? Montage { get; init; }
}

namespace MicroStatus.Trash;

/// <summary>A file or a folder of a moved dataset that was taken elsewhere on purpose: published, or cleaned up (lab.md §8, §9).</summary>
public sealed record FileRelocation
{
    /// <summary>The dataset's id.</summary>
    public required long Id { get; init; }

    /// <summary>Where it was.</summary>
    public required string OldPath { get; init; }

    /// <summary>Where it is.</summary>
    public required string NewPath { get; init; }

    /// <summary>What it was before the rename.</summary>
    public required FileStamp Before { get; init; }

    /// <summary>What it is after the rename, which changes <see cref="FileStamp.Changed"/> alone.</summary>
    public required FileStamp After { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Why { get; init; }
}

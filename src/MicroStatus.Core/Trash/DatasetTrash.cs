namespace MicroStatus.Trash;

/// <summary>Something in FastStore's trash (lab.md §9).</summary>
public sealed record DatasetTrash
{
    /// <summary>The dataset's id, as the entry's name tells; null when it does not.</summary>
    public long? Id { get; init; }

    /// <summary>The name of what was moved there.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="Storage.TrashKind"/>; null when the name is none of ours.</summary>
    public string? Kind { get; init; }

    /// <summary>Where it is.</summary>
    public required string Path { get; init; }

    /// <summary>Where it was, below the acquisitions.</summary>
    public required string RelativePath { get; init; }

    /// <summary>When its marker was written; null without a marker: then it is never deleted.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>When its time is over; null when that never comes.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Its time is over. It goes once its proof holds.</summary>
    public bool IsDue { get; init; }

    /// <summary>It may go now, as far as that was looked at; null when the proof was not.</summary>
    public bool? MayGo { get; init; }

    /// <summary>Why it stays, in a sentence, or what is left to prove; or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Bytes on disk; null when not asked for.</summary>
    public long? Size { get; init; }
}

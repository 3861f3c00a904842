using MicroStatus.Moves;

namespace MicroStatus.Trash;

/// <summary>What decides whether the time of a trash entry is over.</summary>
public sealed record TrashFacts
{
    /// <summary>One of <see cref="Storage.TrashKind"/>; null when the entry's name is none of ours.</summary>
    public required string? Kind { get; init; }

    /// <summary>When its marker was written; null without a marker.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Of kind <c>moved</c>: what its manifest says of the proof; null without a usable manifest.</summary>
    public MoveProof? Proof { get; init; }

    /// <summary>Of kind <c>cleanup</c>: a file beside it names the product that justified it.</summary>
    public bool HasProduct { get; init; }

    /// <summary>Without a marker: where its proof stands, in a sentence; null when nothing is known of one.</summary>
    public string? WhyUnmarked { get; init; }

    /// <summary>Why Hive cannot be believed, in a sentence; null when it is there.</summary>
    public string? HiveAbsent { get; init; }
}

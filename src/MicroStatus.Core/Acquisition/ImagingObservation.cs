using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>What a look at a dataset's files proved. A value; nothing has been decided or changed.</summary>
public sealed record ImagingObservation
{
    /// <summary>Units present and good: ribbons, or complete tiles.</summary>
    public required int UnitsFinished { get; init; }

    /// <summary>Units expected in all, from metadata; null while unknown.</summary>
    public int? UnitsTotal { get; init; }

    /// <summary>Bytes of what is being written at the moment; growth of it is progress too.</summary>
    public long GrowingBytes { get; init; }

    /// <summary>Everything that metadata promises is there and whole: a comparison of sets, not of counts.</summary>
    public bool Complete { get; init; }

    /// <summary>Everything was listed anew in this look.</summary>
    public bool FullListing { get; init; }

    /// <summary>The newest modification time among the dataset's own files and image folders; null when there is none.</summary>
    public DateTimeOffset? NewestChange { get; init; }

    /// <summary>The listing differs from the one remembered, or there was none.</summary>
    public bool Changed { get; init; }

    /// <summary>What a person should know whatever happens next: broken files, aborted tiles, unreadable metadata.</summary>
    public IReadOnlyList<AttentionReason> Findings { get; init; } = [];

    /// <summary>Why a person is needed if nothing more arrives: an end that is not a full set of tiles. Weighed only after the quiet time.</summary>
    public IReadOnlyList<AttentionReason> FindingsWhenQuiet { get; init; } = [];

    /// <summary>Where imaging is, for a person: <c>z-layer 12</c>, <c>tile 3, channel 561</c>.</summary>
    public string? Where { get; init; }

    /// <summary>What is missing, extra or short, listed by name (shortened past a few dozen), for the summary.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Names of files and folders, as they stand in <see cref="Differences"/>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The row's columns as the files prove them; only what applies to the instrument.</summary>
    public required IReadOnlyDictionary<DatasetField, object?> Fields { get; init; }

    /// <summary>What to remember for the next look; the same bytes as before when nothing is worth writing.</summary>
    public required byte[] Memory { get; init; }
}

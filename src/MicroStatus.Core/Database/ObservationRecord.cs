using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>What is remembered of a dataset's folder between checks, keyed by path.</summary>
public sealed record ObservationRecord
{
    /// <summary>The dataset's folder.</summary>
    public required string Path { get; init; }

    /// <summary>Device and inode, for telling a rename from a copy; null when not noted yet.</summary>
    public FolderIdentity? Identity { get; init; }

    /// <summary>When it was first looked at.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The check that last saw progress.</summary>
    public required DateTimeOffset LastProgress { get; init; }

    /// <summary>The check that last saw any difference.</summary>
    public required DateTimeOffset LastChange { get; init; }

    /// <summary>The last full listing.</summary>
    public required DateTimeOffset LastFullListing { get; init; }

    /// <summary>Units present at the last look.</summary>
    public int Units { get; init; }

    /// <summary>Bytes of what was growing at the last look.</summary>
    public long GrowingBytes { get; init; }

    /// <summary>Start of the window over which the imaging rate is taken.</summary>
    public DateTimeOffset RateFrom { get; init; }

    /// <summary>Units present at the start of that window.</summary>
    public int RateFromUnits { get; init; }

    /// <summary>When it was imported: what came true before is not announced; null when a check found it.</summary>
    public DateTimeOffset? Imported { get; init; }

    /// <summary>What the instrument remembers; empty when that was forgotten on purpose, and the next look is a first one.</summary>
    public byte[] Memory { get; init; } = [];
}

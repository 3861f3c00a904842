namespace MicroStatus.Tiles;

/// <summary>What was seen of a TIFF file.</summary>
public sealed record TiffFile
{
    /// <summary>The file, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Its modification time.</summary>
    public required DateTimeOffset Modified { get; init; }

    /// <summary>Size and type of its first plane; null when they could not be read.</summary>
    public TiffShape? Shape { get; init; }

    /// <summary>Its first plane is compressed, so that its length tells nothing of its planes.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Number of planes; null when only the header was looked at, or they cannot be counted.</summary>
    public int? Planes { get; init; }

    /// <summary>What is wrong with it, in the order of the file; the first 100 at most.</summary>
    public IReadOnlyList<TiffFault> Faults { get; init; } = [];

    /// <summary>What its pixels tell; null when they were not decoded.</summary>
    public TiffPixels? Pixels { get; init; }

    /// <summary>Nothing is wrong with what was looked at.</summary>
    public bool IsSound => Faults.Count == 0;
}

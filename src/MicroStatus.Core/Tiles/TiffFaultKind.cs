namespace MicroStatus.Tiles;

/// <summary>What may be wrong with a TIFF.</summary>
public enum TiffFaultKind
{
    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>It has no TIFF signature, or is no regular file.</summary>
    NotTiff,

    /// <summary>A directory, a table or image data lies beyond the file's end.</summary>
    Truncated,

    /// <summary>A directory points to where none can be.</summary>
    BrokenChain,

    /// <summary>A directory points back to an earlier one.</summary>
    Loop,

    /// <summary>A directory, an entry or a table that cannot be right.</summary>
    Damaged,

    /// <summary>Pixels cannot be decoded.</summary>
    Undecodable,

    /// <summary>A plane's size differs from the first one's.</summary>
    PlaneShape,

    /// <summary>A plane's type differs from the first one's.</summary>
    PlaneType,
}

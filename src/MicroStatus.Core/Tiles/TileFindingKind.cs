namespace MicroStatus.Tiles;

/// <summary>What may be wrong with a tile.</summary>
public enum TileFindingKind
{
    /// <summary>An index of the set has no file.</summary>
    Missing,

    /// <summary>A tile is there more than once.</summary>
    Duplicate,

    /// <summary>A file that the plan of the set does not know.</summary>
    Extra,

    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file ends before its data does.</summary>
    Truncated,

    /// <summary>The chain of image directories leads nowhere, or in a circle.</summary>
    BrokenChain,

    /// <summary>The file is no TIFF, or its structure cannot be right.</summary>
    Unreadable,

    /// <summary>Pixels cannot be decoded.</summary>
    Undecodable,

    /// <summary>Width or height differ from the metadata, from the set, or within the file.</summary>
    WrongShape,

    /// <summary>The type of a pixel differs from the set, or within the file.</summary>
    WrongType,

    /// <summary>More or fewer planes than the metadata, or the other tiles, have.</summary>
    WrongPlaneCount,

    /// <summary>Every pixel of a plane has the same value.</summary>
    BlankPlane,

    /// <summary>More pixels than the settings allow have the largest value that their type holds.</summary>
    Saturated,

    /// <summary>The stage position does not fit the grid.</summary>
    OffGrid,

    /// <summary>Metadata is missing, or cannot be right.</summary>
    Metadata,
}

namespace MicroStatus.Tiles;

/// <summary>How much of a TIFF is looked at.</summary>
public enum TiffDepth
{
    /// <summary>The header and the first directory, whose strips lie inside the file.</summary>
    Header,

    /// <summary>Every directory, and that the strips of each lie inside the file. No pixel is read.</summary>
    Directories,

    /// <summary>Every pixel is decoded as well.</summary>
    Pixels,
}

namespace MicroStatus.Tiles.Montage;

/// <summary>How the pixels of a montage's BigTIFF are compressed; nothing is lost by any.</summary>
public enum MontageCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Deflate.</summary>
    Deflate,

    /// <summary>LZW.</summary>
    Lzw,
}

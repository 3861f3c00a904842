namespace MicroStatus.Tiles;

/// <summary>What the head of a TIFF tells: enough to know its shape and whether its first image lies inside the file.</summary>
/// <param name="Fault">Why the file is broken, in a phrase (<c>0 bytes</c>, <c>no TIFF signature</c>, <c>truncated: …</c>), or null when it is sound.</param>
/// <param name="Width">Pixels a row, 0 when unknown.</param>
/// <param name="Height">Rows, 0 when unknown.</param>
/// <param name="BitsPerSample">Bits a sample, 0 when unknown.</param>
/// <param name="Length">The file's length in bytes.</param>
/// <param name="Modified">The file's modification time.</param>
public readonly record struct TiffHeader(string? Fault, long Width, long Height, int BitsPerSample, long Length, DateTimeOffset Modified)
{
    /// <summary>The first image is whole.</summary>
    public bool IsSound => Fault is null;
}

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>A strip or a tile in the file.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct TiffPiece(ulong Offset, ulong Length)
{
    /// <summary>The byte behind it.</summary>
    public UInt128 End => (UInt128)Offset + Length;
}

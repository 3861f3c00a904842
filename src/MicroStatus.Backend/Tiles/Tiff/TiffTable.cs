namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>A table of values: in its entry when it fits there, elsewhere in the file otherwise.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Count">How many there are; 0 when there is no such table.</param>
/// <param name="Position">Where they begin in the file.</param>
internal readonly record struct TiffTable(ushort Type, ulong Count, ulong Position)
{
    /// <summary>All its bytes.</summary>
    public UInt128 Length => (UInt128)Count * (uint)TiffValueType.SizeOf(Type);
}

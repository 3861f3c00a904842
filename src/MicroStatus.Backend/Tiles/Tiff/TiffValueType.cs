namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>Types of the values in a directory's entry.</summary>
internal static class TiffValueType
{
    public const ushort Short = 3;
    public const ushort Long = 4;
    public const ushort Long8 = 16;

    /// <summary>Bytes of a value.</summary>
    /// <param name="type">The type's number.</param>
    /// <returns>1 to 8; 0 for a type that no standard names.</returns>
    public static int SizeOf(ushort type) => type switch
    {
        1 or 2 or 6 or 7 => 1, // BYTE, ASCII, SBYTE, UNDEFINED
        Short or 8 => 2, // and SSHORT
        Long or 9 or 11 or 13 => 4, // and SLONG, FLOAT, IFD
        5 or 10 or 12 or Long8 or 17 or 18 => 8, // RATIONAL, SRATIONAL, DOUBLE, SLONG8, IFD8
        _ => 0,
    };

    /// <summary>Whether it is a whole number from 0, as sizes and offsets are.</summary>
    /// <param name="type">The type's number.</param>
    /// <returns>True for BYTE, SHORT, LONG, IFD, LONG8 and IFD8.</returns>
    public static bool IsCount(ushort type) => type is 1 or Short or Long or 13 or Long8 or 18;
}

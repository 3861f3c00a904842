using MicroStatus.Tiles;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>A type of grey pixels.</summary>
/// <param name="Format">libvips' name of it.</param>
/// <param name="Bytes">Bytes of a pixel.</param>
/// <param name="SampleFormat">TIFF's tag: 1 from 0, 2 negative too, 3 floating point.</param>
/// <param name="Name">Its name, for example <c>uint16</c>.</param>
internal readonly record struct PixelType(Enums.BandFormat Format, int Bytes, ushort SampleFormat, string Name)
{
    /// <summary>One byte from 0: what previews are made of.</summary>
    public static PixelType Byte { get; } = new(Enums.BandFormat.Uchar, 1, 1, "uint8");

    /// <summary>The types that montages are made of.</summary>
    public static IReadOnlyList<PixelType> All { get; } =
    [
        Byte,
        new(Enums.BandFormat.Char, 1, 2, "int8"),
        new(Enums.BandFormat.Ushort, 2, 1, "uint16"),
        new(Enums.BandFormat.Short, 2, 2, "int16"),
        new(Enums.BandFormat.Uint, 4, 1, "uint32"),
        new(Enums.BandFormat.Int, 4, 2, "int32"),
        new(Enums.BandFormat.Float, 4, 3, "float32"),
    ];

    /// <summary>The type of a plane's pixels.</summary>
    /// <param name="plane">The plane.</param>
    /// <returns>The type, or null when no montage is made of it.</returns>
    public static PixelType? Of(TiffShape plane) => plane.Samples != 1
        ? null
        : All.Where(type => type.Bytes * 8 == plane.BitsPerSample && type.SampleFormat == (int)plane.Format).Select(type => (PixelType?)type).FirstOrDefault();
}

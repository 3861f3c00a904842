using System.Globalization;

namespace MicroStatus.Tiles;

/// <summary>Size and type of a plane.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="BitsPerSample">Bits of a sample.</param>
/// <param name="Samples">Samples a pixel: 1 for grey, 3 for RGB.</param>
/// <param name="Format">How a sample is read.</param>
public sealed record TiffShape(long Width, long Height, int BitsPerSample, int Samples, TiffSampleFormat Format)
{
    /// <summary>The type of a pixel, as people say it: <c>uint16</c>, <c>float32</c>, <c>uint8 × 3</c>.</summary>
    public string Type
    {
        get
        {
            var name = Format switch
            {
                TiffSampleFormat.Unsigned => "uint",
                TiffSampleFormat.Signed => "int",
                TiffSampleFormat.Float => "float",
                _ => "unknown",
            };
            return Samples == 1
                ? string.Create(CultureInfo.InvariantCulture, $"{name}{BitsPerSample}")
                : string.Create(CultureInfo.InvariantCulture, $"{name}{BitsPerSample} × {Samples}");
        }
    }

    /// <summary>Size and type: <c>2048 × 2048 uint16</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} × {Height} {Type}");
}

using System.Globalization;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Size and type of an image.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bands">Samples a pixel.</param>
/// <param name="Planes">Planes of the file.</param>
/// <param name="Format">Type of a sample.</param>
internal sealed record TileShape(int Width, int Height, int Bands, int Planes, Enums.BandFormat Format)
{
    /// <summary>As a person says it: <c>2048 × 2048 uint16</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var type = Format == Enums.BandFormat.Double ? "64-bit" : PixelType.Of(Format)?.Name ?? Format.ToString().ToLowerInvariant();
        var bands = Bands == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" × {Bands}");
        var planes = Planes == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Planes} planes");
        return string.Create(CultureInfo.InvariantCulture, $"{Width} × {Height} {type}{bands}{planes}");
    }
}

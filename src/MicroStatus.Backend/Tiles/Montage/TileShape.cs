using System.Globalization;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Size and type of an image.</summary>
/// <param name="Plane">Those of its first plane.</param>
/// <param name="Planes">How many planes it has.</param>
internal sealed record TileShape(TiffShape Plane, int Planes)
{
    /// <summary>Pixels a row.</summary>
    public int Width => checked((int)Plane.Width);

    /// <summary>Rows.</summary>
    public int Height => checked((int)Plane.Height);

    /// <summary>As a person says it: <c>2048 × 2048 uint16</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Planes == 1 ? Plane.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Plane}, {Planes} planes");
}

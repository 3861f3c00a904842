using System.Runtime.InteropServices;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Images of the demo lab's light-sheet microscopes: each tile shows its part of one specimen.</summary>
internal static class MesoSpimImages
{
    // Tiles overlap by a tenth of their edge.
    private const double Pitch = 0.9;

    /// <summary>Where the stage stands for a tile.</summary>
    /// <param name="scenario">The dataset.</param>
    /// <param name="tile">The tile.</param>
    /// <returns>The position, µm.</returns>
    public static (double X, double Y) Position(MesoSpimScenario scenario, DemoTile tile)
    {
        var step = scenario.Size * scenario.PixelSize * Pitch;
        return (Math.Round(tile.Column * step, 3), Math.Round(tile.Row * step, 3));
    }

    /// <summary>A tile as BigTIFF.</summary>
    /// <param name="content">The tile, and how far it has come.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] BigTiff(DemoContent.TilePlanes content) => DemoTiff.Write(
        big: true,
        content.Scenario.Size,
        content.Scenario.Size,
        content.Scenario.PixelSize,
        [.. Enumerable.Range(0, content.Planes).Select(z => Plane(content.Scenario, content.Tile, 0, z))]);

    /// <summary>A tile's maximum projection.</summary>
    /// <param name="content">The tile, and how far it has come.</param>
    /// <returns>The file's bytes; none while the tile is in progress.</returns>
    public static byte[] Projection(DemoContent.Projection content)
    {
        var scenario = content.Scenario;
        if (content.Planes == 0)
        {
            return [];
        }

        var brightest = new ushort[scenario.Size * scenario.Size];
        for (var z = 0; z < content.Planes; z++)
        {
            var plane = Plane(scenario, content.Tile, 0, z);
            for (var i = 0; i < plane.Length; i++)
            {
                brightest[i] = Math.Max(brightest[i], plane[i]);
            }
        }

        return DemoTiff.Write(big: false, scenario.Size, scenario.Size, scenario.PixelSize, [brightest]);
    }

    /// <summary>One plane of a tile as an OME-Zarr chunk: uint16, little-endian, uncompressed.</summary>
    /// <param name="content">The plane.</param>
    /// <returns>The chunk's bytes.</returns>
    public static byte[] Chunk(DemoContent.ZarrChunk content) =>
        MemoryMarshal.AsBytes(Plane(content.Scenario, content.Tile, content.Level, content.Plane).AsSpan()).ToArray();

    private static ushort[] Plane(MesoSpimScenario scenario, DemoTile tile, int level, int plane)
    {
        var size = scenario.Size >> level;
        var (across, down) = (1 + ((scenario.Columns - 1) * Pitch), 1 + ((scenario.Rows - 1) * Pitch));
        var pixels = new ushort[size * size];
        for (var i = 0; i < pixels.Length; i++)
        {
            var x = ((tile.Column * Pitch) + ((i % size) / (double)size)) / across;
            var y = ((tile.Row * Pitch) + ((i / size) / (double)size)) / down;
            pixels[i] = DemoSpecimen.Light(x, y, (plane + 0.5) / (scenario.Planes >> level), tile.Channel.Wavelength);
        }

        return pixels;
    }
}

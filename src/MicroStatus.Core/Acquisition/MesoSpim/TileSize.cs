using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>How many bytes a tile takes when it is whole.</summary>
/// <remarks>Zarr tiles are compressed, and measuring one would mean to stat each chunk: their size is not known.</remarks>
/// <param name="headers">Reads the heads of tiles.</param>
internal sealed class TileSize(ITiffHeaderReader headers)
{
    /// <summary>Measures: by what is remembered without any call, or as long as the first tile grows by its head.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="memory">What is remembered of it.</param>
    /// <returns>Bytes; null when nothing is there to tell.</returns>
    public long? Measure(string path, MesoSpimMemory memory)
    {
        var tiles = memory.Tiles.Where(tile => tile is { Place.Format: TileFormat.Btf, Fault: null, ImageStamp: not null }).ToList();
        var sizes = tiles.Select(tile => tile.ExpectedBytes).OfType<long>().Order().ToList();
        if (sizes.Count > 0)
        {
            return sizes[sizes.Count / 2];
        }

        if (tiles.Find(tile => tile.Metadata?.Planes is not null) is not { } growing)
        {
            return null;
        }

        var header = headers.Read($"{path}/{growing.Place.Image}");
        var bytes = (Int128)header.Width * header.Height * TileState.BytesPerPixel * growing.Metadata!.Planes!.Value;
        return bytes > 0 && bytes <= long.MaxValue ? (long)bytes : null;
    }
}

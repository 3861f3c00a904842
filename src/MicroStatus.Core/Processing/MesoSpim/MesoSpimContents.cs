using MicroStatus.Acquisition;
using MicroStatus.Acquisition.MesoSpim;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>What is listed of one dataset: its tiles, and where its products are.</summary>
internal sealed record MesoSpimContents
{
    /// <summary>The dataset's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Tiles of BigTIFF whose image is there. Every one is processed, complete or not: the lab's programs take all files of the kind.</summary>
    public required IReadOnlySet<TileName> Tiles { get; init; }

    /// <summary>Tiles are there, of any kind.</summary>
    public required bool HasTiles { get; init; }

    /// <summary>Its tiles are OME-Zarr.</summary>
    public required bool IsZarr { get; init; }

    /// <summary>OME-Zarr groups, by name.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>What acquisition has found, as far as it tells.</summary>
    public MesoSpimSummary? Imaging { get; init; }

    /// <summary>Tiles that were expected in all, by the row; null when unknown.</summary>
    public int? TilesTotal { get; init; }

    /// <summary>The refractive index by the metadata, or null.</summary>
    public string? RefractiveIndex => Imaging?.RefractiveIndex;

    /// <summary>It was deconvolved, is, or will be.</summary>
    public required bool IsDeconvolved { get; init; }

    /// <summary>The folder of deconvolved tiles.</summary>
    public required string DeconFolder { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<FolderEntry> Decon { get; init; }

    /// <summary>The folder of the tiles' Imaris files; of an OME-Zarr dataset the one of the final file.</summary>
    public required string ImarisFolder { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<FolderEntry> Imaris { get; init; }

    /// <summary>Reads the tile of a name; null when there is none in it.</summary>
    public required Func<string, TileName?> TileOf { get; init; }

    /// <summary>Tiles to expect, each channel × tile × shutter × rotation: those that are there; when they are gone, those that imaging had started.</summary>
    public int ExpectedTiles => Tiles.Count > 0 ? Tiles.Count : Imaging is { TilesStarted: > 0 and var started } ? started : TilesTotal ?? 0;

    /// <summary>Tile positions × shutters × rotations to expect when the tiles are gone: channels share a file.</summary>
    public int ExpectedWithoutChannels => Imaging is { Channels.Count: > 0 and var channels } ? ExpectedTiles / channels : ExpectedTiles;
}

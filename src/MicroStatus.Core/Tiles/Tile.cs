namespace MicroStatus.Tiles;

/// <summary>One image of a tile set: a mesoSPIM tile, an RSCM ribbon, or an image file that was named by itself (lab.md §3, §4).</summary>
public sealed record Tile
{
    /// <summary>The tile index, or the number of the ribbon, as the file's name has it; null for a file whose name has none.</summary>
    public int? Index { get; init; }

    /// <summary>The channel: the laser wavelength in nm and perhaps a letter (<c>488</c>, <c>561b</c>); null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>The shutter, hence the side that the light comes from; null where there is none.</summary>
    public int? Shutter { get; init; }

    /// <summary>The angle of the sample in degrees; null where there is none.</summary>
    public int? Rotation { get; init; }

    /// <summary>The z-layer that the file is of (RSCM); null where a file holds all of them.</summary>
    public int? Z { get; init; }

    /// <summary>Row in the grid, from 1; null when unknown.</summary>
    public int? Row { get; init; }

    /// <summary>Column in the grid, from 1; null when unknown.</summary>
    public int? Column { get; init; }

    /// <summary>Stage position in µm; null when unknown.</summary>
    public double? X { get; init; }

    /// <summary>Stage position in µm; null when unknown.</summary>
    public double? Y { get; init; }

    /// <summary>The image, absolute: a TIFF file, or the folder of an OME-Zarr tile; null when it is not there.</summary>
    public string? Path { get; init; }

    /// <summary>The image is OME-Zarr: its chunks are no TIFF, and are not looked into.</summary>
    public bool IsZarr { get; init; }

    /// <summary>The tile's maximum projection, absolute; null when it is not there.</summary>
    public string? ProjectionPath { get; init; }

    /// <summary>Planes that the metadata promises; null when it says nothing.</summary>
    public int? Planes { get; init; }

    /// <summary>Bytes of pixels of the whole image, by metadata and the image's own first directory; null when unknown.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Bytes of the image file; null when it is not there, or was not looked at by itself.</summary>
    public long? Length { get; init; }

    /// <summary>Imaging of the tile is over, as its metadata says; null where nothing says so.</summary>
    public bool? HasStopped { get; init; }

    /// <summary>The image is there, whole as far as names and sizes tell.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What <see cref="Path"/> names is the tile's maximum projection, and not the tile itself.</summary>
    public bool IsProjection { get; init; }

    /// <summary>It is still being written: it may not be judged yet.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>The plan of the set does not know it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Width and height that the camera has without binning, in pixels, by the metadata; null when it says nothing.</summary>
    public (int Width, int Height)? CameraSize { get; init; }

    /// <summary>What cannot be right about its metadata, each a phrase.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The tile's maximum projection as an image of its own.</summary>
    /// <returns>A tile of one plane, whose path names the projection.</returns>
    public Tile Projection() =>
        this with { Path = ProjectionPath, ProjectionPath = null, IsProjection = true, IsZarr = false, Planes = 1, ExpectedBytes = null, Length = null, Problems = [] };
}

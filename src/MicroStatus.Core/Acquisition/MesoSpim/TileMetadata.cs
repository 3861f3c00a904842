namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What a tile's metadata file says (lab.md §4). Whatever it leaves out is null; numbers that keep their decimals are text.</summary>
public sealed record TileMetadata
{
    /// <summary>The laser, for example <c>488 nm</c>.</summary>
    public string? Laser { get; init; }

    /// <summary>Pixel size in µm, as written.</summary>
    public string? PixelSize { get; init; }

    /// <summary>Distance of the planes in µm, as written; may be negative.</summary>
    public string? ZStep { get; init; }

    /// <summary>Planes of the finished tile.</summary>
    public int? Planes { get; init; }

    /// <summary>Stage position in µm; the columns of the grid.</summary>
    public double? X { get; init; }

    /// <summary>Stage position in µm; the rows of the grid.</summary>
    public double? Y { get; init; }

    /// <summary>Pixels a row of the camera, without binning (lab.md §4); not remembered from look to look.</summary>
    public int? CameraWidth { get; init; }

    /// <summary>Rows of the camera, without binning (lab.md §4); not remembered from look to look.</summary>
    public int? CameraHeight { get; init; }

    /// <summary>Rotation of the sample in degrees, as written.</summary>
    public string? Rotation { get; init; }

    /// <summary>The shutter's name, for example <c>Left</c>.</summary>
    public string? Shutter { get; init; }

    /// <summary>The microscope: its id, or its name where it has none.</summary>
    public string? Instrument { get; init; }

    /// <summary>The refractive index in the name of the ETL file; when there is one the dataset will be deconvolved.</summary>
    public string? RefractiveIndex { get; init; }

    /// <summary>When the stack was started, lab-local.</summary>
    public DateTime? StartedStack { get; init; }

    /// <summary>When the first image was taken, lab-local.</summary>
    public DateTime? StartedImages { get; init; }

    /// <summary>When the last image was taken, lab-local; null also when it is unreadable.</summary>
    public DateTime? StoppedImages { get; init; }

    /// <summary>When the stack was over, lab-local.</summary>
    public DateTime? StoppedStack { get; init; }

    /// <summary>The metadata says that images stopped: the tile is over, whether complete or aborted.</summary>
    public bool HasStopped { get; init; }

    /// <summary>The file could not be read at all; <see cref="Problems"/> says why.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>What is missing or cannot be right, each a phrase; empty when all is well.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

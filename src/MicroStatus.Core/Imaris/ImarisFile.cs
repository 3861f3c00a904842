namespace MicroStatus.Imaris;

/// <summary>What an Imaris file is: whether it opens, and what it holds (lab.md §3, §4). What could not be read is null.</summary>
public sealed record ImarisFile
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The file is whole: HDF5 that ends where it says, with the group of the settings, and each resolution level, time point and channel in it has a dataset
    /// whose header is sound.
    /// </summary>
    public bool Opens { get; init; }

    /// <summary>Why the file does not open, in a sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// A program is writing the file, or stopped in the middle: its name says so, or its header is marked as open for writing, or the file is longer than the
    /// header knows. A file that is shorter than its header says was cut, or is being copied: that alone does not count.
    /// </summary>
    public bool IsBeingWritten { get; init; }

    /// <summary>Pixels a row, without padding.</summary>
    public long? SizeX { get; init; }

    /// <summary>Rows of a plane, without padding.</summary>
    public long? SizeY { get; init; }

    /// <summary>Planes, without padding.</summary>
    public long? SizeZ { get; init; }

    /// <summary>Number of channels (colours).</summary>
    public int? Channels { get; init; }

    /// <summary>Number of time points.</summary>
    public int? TimePoints { get; init; }

    /// <summary>Number of resolution levels; 1 is full resolution alone.</summary>
    public int? ResolutionLevels { get; init; }

    /// <summary>The type of a pixel: uint8, uint16, uint32 or float32, or what else HDF5 can store.</summary>
    public string? PixelType { get; init; }

    /// <summary>The file holds a thumbnail.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Where the image lies in space.</summary>
    public ImarisExtent? Extent { get; init; }

    /// <summary>Unit of <see cref="Extent"/>, as stored, for example <c>um</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Version of the Imaris format as stored, for example <c>5.5.0</c>.</summary>
    public string? FormatVersion { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public long FileSize { get; init; }

    /// <summary>The file's modification time.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>Chunks that were read and unpacked; 0 unless asked for.</summary>
    public int ChunksRead { get; init; }

    /// <summary>Width of a pixel in <see cref="Unit"/>, or null.</summary>
    public double? VoxelSizeX => Size(Extent?.MinX, Extent?.MaxX, SizeX);

    /// <summary>Height of a pixel in <see cref="Unit"/>, or null.</summary>
    public double? VoxelSizeY => Size(Extent?.MinY, Extent?.MaxY, SizeY);

    /// <summary>Distance of planes in <see cref="Unit"/>, or null.</summary>
    public double? VoxelSizeZ => Size(Extent?.MinZ, Extent?.MaxZ, SizeZ);

    private static double? Size(double? min, double? max, long? count) => count is > 0 ? (max - min) / count : null;
}

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What is known and remembered of one tile.</summary>
internal sealed record TileState
{
    /// <summary>Bytes of a pixel: the camera's images have 16 bits (lab.md §4).</summary>
    public const int BytesPerPixel = 2;

    /// <summary>Where it lies, and which tile it is.</summary>
    public required TilePlace Place { get; init; }

    /// <summary>Its metadata file is listed.</summary>
    public bool HasMetadata { get; init; }

    /// <summary>Its image, a file or a zarr folder, is listed.</summary>
    public bool HasImage { get; init; }

    /// <summary>The metadata file when it was last looked at; null when it was not there.</summary>
    public FileStamp? MetadataStamp { get; init; }

    /// <summary>What the metadata says; null when there is none.</summary>
    public TileMetadata? Metadata { get; init; }

    /// <summary>The image when it was last looked at; null when it was not there.</summary>
    public FileStamp? ImageStamp { get; init; }

    /// <summary>Bytes of one plane by the image's own first directory; 0 while unknown.</summary>
    public long PlaneBytes { get; init; }

    /// <summary>Why the image's head is broken, in a phrase, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Complete and at rest: not looked at again but in a full listing.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Its metadata says that images stopped.</summary>
    public bool HasStopped => Metadata is { HasStopped: true };

    /// <summary>Over, and all of it is there (lab.md §4).</summary>
    public bool IsComplete => HasStopped && ImageStamp is { } image && Fault is null && Place.Format switch
    {
        TileFormat.OmeZarr => true,
        _ => ExpectedBytes is { } expected && image.Length >= expected,
    };

    /// <summary>Bytes of all planes; null while planes or plane size are unknown; more than any file holds is the largest number.</summary>
    public long? ExpectedBytes => Metadata is { Planes: { } planes } && PlaneBytes > 0
        ? PlaneBytes > long.MaxValue / planes ? long.MaxValue : planes * PlaneBytes
        : null;

    /// <summary>The newest time of image and metadata.</summary>
    public DateTimeOffset? Newest =>
        MetadataStamp is { } metadata && ImageStamp is { } image
            ? metadata.Modified > image.Modified ? metadata.Modified : image.Modified
            : (MetadataStamp ?? ImageStamp)?.Modified;

    /// <summary>Whether a time lies so far back that the microscope is done with the file; a time in the future is a wrong clock, not news.</summary>
    public static bool IsSettled(DateTimeOffset? modified, DateTimeOffset now, TimeSpan settleTime) =>
        modified is null || (now - modified.Value).Duration() >= settleTime;
}

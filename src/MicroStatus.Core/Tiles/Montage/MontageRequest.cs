namespace MicroStatus.Tiles.Montage;

/// <summary>A montage that is to be made: tiles side by side, as they are, in a grid.</summary>
public sealed record MontageRequest
{
    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name: the beginning of the files' names.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that the files are written to, absolute; it is made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>Rows of the grid.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the grid.</summary>
    public required int Columns { get; init; }

    /// <summary>The channels, each of the same grid.</summary>
    public required IReadOnlyList<MontageChannel> Channels { get; init; }

    /// <summary>Edge of a pixel in µm; null when unknown, and there is no scale bar then.</summary>
    public double? PixelSize { get; init; }

    /// <summary>A BigTIFF of each channel at full size is written.</summary>
    public bool WritesTiff { get; init; } = true;

    /// <summary>Compression of the BigTIFFs.</summary>
    public MontageCompression Compression { get; init; }

    /// <summary>The BigTIFFs hold smaller copies of themselves too.</summary>
    public bool Pyramid { get; init; }

    /// <summary>How many pixels of a tile's edge become one of the preview, 1 or more.</summary>
    public int Downscale { get; init; } = 4;

    /// <summary>One RGB preview of all channels, with a scale bar, is written beside the grey ones.</summary>
    public bool Color { get; init; }

    /// <summary>The share of a channel's preview that is shown black, in percent.</summary>
    public double LowPercentile { get; init; } = 1;

    /// <summary>The share of a channel's preview below which it is not yet white, in percent.</summary>
    public double HighPercentile { get; init; } = 99;
}

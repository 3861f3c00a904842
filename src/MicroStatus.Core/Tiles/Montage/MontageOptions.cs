using MicroStatus.Configuration;

namespace MicroStatus.Tiles.Montage;

/// <summary>How a montage is to be made of tile sets.</summary>
public sealed record MontageOptions
{
    /// <summary>The folder that the files are written to, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>How the tile index runs over the grid.</summary>
    public MontageOrder Order { get; init; }

    /// <summary>The first column is shown at the right; a tile itself is shown as it is.</summary>
    public bool FlipX { get; init; }

    /// <summary>The first row is shown at the bottom; a tile itself is shown as it is.</summary>
    public bool FlipY { get; init; }

    /// <summary>Rows of the grid, 1 or more; null to find them.</summary>
    public int? Rows { get; init; }

    /// <summary>Columns of the grid, 1 or more; null to find them.</summary>
    public int? Columns { get; init; }

    /// <summary>A BigTIFF of each channel at full size is written.</summary>
    public bool WritesTiff { get; init; } = true;

    /// <summary>Compression of the BigTIFFs.</summary>
    public MontageCompression Compression { get; init; }

    /// <summary>The BigTIFFs hold smaller copies of themselves too.</summary>
    public bool Pyramid { get; init; }

    /// <summary>How many pixels of a tile's edge become one of the preview, 1 or more.</summary>
    public int Downscale { get; init; } = 4;

    /// <summary>One RGB preview of all channels is written as well.</summary>
    public bool Color { get; init; }

    /// <summary>What the settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="folder">The folder that the files are written to, absolute.</param>
    /// <returns>The options, without a picture in colour.</returns>
    public static MontageOptions Of(MontageSettings settings, string folder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new MontageOptions
        {
            Folder = folder,
            Order = settings.Order,
            FlipX = settings.FlipX,
            FlipY = settings.FlipY,
            Compression = settings.Compression,
            Pyramid = settings.Pyramid,
            Downscale = settings.Downscale,
        };
    }
}

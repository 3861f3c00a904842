using MicroStatus.Tiles.Montage;

namespace MicroStatus.Configuration;

/// <summary>Montages of maximum projections.</summary>
public sealed record MontageSettings
{
    /// <summary>A status check makes the montage of a dataset whose imaging has finished, and shows it in the chat.</summary>
    [Setting("A status check makes the montage of a dataset whose imaging has finished, and shows it in the chat.")]
    public bool Enabled { get; init; } = true;

    /// <summary>How the tile index runs over the grid.</summary>
    [Setting("How the tile index runs over the grid: ColumnMajor, down the columns, or RowMajor.")]
    public MontageOrder Order { get; init; } = MontageOrder.ColumnMajor;

    /// <summary>The first column is shown at the right: the stage moves against the image's direction.</summary>
    [Setting("The first column is shown at the right, since the stage moves the other way.")]
    public bool FlipX { get; init; }

    /// <summary>The first row is shown at the bottom.</summary>
    [Setting("The first row is shown at the bottom, since the stage moves the other way.")]
    public bool FlipY { get; init; }

    /// <summary>Compression of the BigTIFFs.</summary>
    [Setting("Compression of the BigTIFFs: None, Deflate or Lzw.")]
    public MontageCompression Compression { get; init; } = MontageCompression.None;

    /// <summary>The BigTIFFs hold smaller copies of themselves too.</summary>
    [Setting("The BigTIFFs hold smaller copies of themselves too.")]
    public bool Pyramid { get; init; }

    /// <summary>How many pixels of a tile's edge become one of the preview.</summary>
    [Setting("How many pixels of a tile's edge become one of the preview.", Min = 1, Max = 64)]
    public int Downscale { get; init; } = 4;
}

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

    /// <summary>When a check has spent this long on montages, it begins no other one.</summary>
    [Setting("When a check has spent this long on montages, it begins no other one: the rest is made by the next check.", Min = 1, Max = 86400)]
    public TimeSpan CheckTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a check tries to make a montage before it is given up.</summary>
    [Setting("How often a check tries to make a montage before it is given up.", Min = 1, Max = 100)]
    public int Tries { get; init; } = 3;

    /// <summary>The pause before a montage that could not be made is tried again; it doubles with each further time.</summary>
    [Setting("The pause before a montage that could not be made is tried again; it doubles with each further time.", Min = 1, Max = 86400)]
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMinutes(10);
}

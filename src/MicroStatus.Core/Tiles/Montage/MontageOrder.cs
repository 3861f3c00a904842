namespace MicroStatus.Tiles.Montage;

/// <summary>How the tile index runs over the grid.</summary>
public enum MontageOrder
{
    /// <summary>Down the first column, then down the next one (lab.md §4).</summary>
    ColumnMajor,

    /// <summary>Along the first row, then along the next one.</summary>
    RowMajor,
}

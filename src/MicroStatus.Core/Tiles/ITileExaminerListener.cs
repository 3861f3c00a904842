namespace MicroStatus.Tiles;

/// <summary>Hears of the course of looks into files, from several threads.</summary>
public interface ITileExaminerListener
{
    /// <summary>Pixels were decoded.</summary>
    /// <param name="batch">Of one of these files.</param>
    /// <param name="bytes">How many bytes of pixels.</param>
    void Decoded(TileFileBatch batch, long bytes);

    /// <summary>A batch is done.</summary>
    /// <param name="batch">The batch.</param>
    void Done(TileFileBatch batch);
}

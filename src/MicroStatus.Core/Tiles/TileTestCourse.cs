namespace MicroStatus.Tiles;

/// <summary>Counts what is done of a test; the share goes by bytes where bytes are the work. Counts from several threads.</summary>
/// <param name="batches">All files.</param>
/// <param name="depth">How deep they are looked into.</param>
/// <param name="listener">Hears of it.</param>
internal sealed class TileTestCourse(IReadOnlyList<TileFileBatch> batches, TiffDepth depth, ITileTestListener listener)
{
    private readonly Lock _gate = new();
    private readonly int _total = batches.Sum(batch => batch.Tiles.Count);
    private readonly long _bytes = depth == TiffDepth.Pixels ? batches.Sum(batch => batch.Bytes) : 0;
    private int _done;
    private long _doneBytes;

    /// <summary>A batch is done.</summary>
    /// <param name="batch">The batch.</param>
    public void Add(TileFileBatch batch)
    {
        lock (_gate)
        {
            _done += batch.Tiles.Count;
            _doneBytes += batch.Bytes;
            listener.Progress(_done, _total, _bytes > 0 ? (double)_doneBytes / _bytes : (double)_done / _total);
        }
    }
}

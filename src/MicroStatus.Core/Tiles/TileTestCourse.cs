namespace MicroStatus.Tiles;

/// <summary>Counts what is done of a test; the share goes by bytes where bytes are the work. Counts from several threads.</summary>
/// <param name="batches">All files.</param>
/// <param name="depth">How deep they are looked into.</param>
/// <param name="listener">Hears of it.</param>
internal sealed class TileTestCourse(IReadOnlyList<TileFileBatch> batches, TiffDepth depth, ITileTestListener listener) : ITileExaminerListener
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TileFileBatch, long> _decoded = new(ReferenceEqualityComparer.Instance);
    private readonly int _total = batches.Sum(batch => batch.Tiles.Count);
    private readonly long _bytes = depth == TiffDepth.Pixels ? batches.Sum(batch => batch.Bytes) : 0;
    private int _done;
    private long _doneBytes;

    /// <inheritdoc/>
    public void Decoded(TileFileBatch batch, long bytes)
    {
        lock (_gate)
        {
            // What is compressed decodes to more than its file holds.
            var before = _decoded.GetValueOrDefault(batch);
            var now = Math.Min(batch.Bytes, before + bytes);
            _decoded[batch] = now;
            _doneBytes += now - before;
            Tell();
        }
    }

    /// <inheritdoc/>
    public void Done(TileFileBatch batch)
    {
        lock (_gate)
        {
            _ = _decoded.Remove(batch, out var decoded);
            _done += batch.Tiles.Count;
            _doneBytes += batch.Bytes - decoded;
            Tell();
        }
    }

    private void Tell() => listener.Progress(_done, _total, _bytes > 0 ? (double)_doneBytes / _bytes : (double)_done / _total);
}

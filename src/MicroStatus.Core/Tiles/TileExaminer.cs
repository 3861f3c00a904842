using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MicroStatus.Tiles;

/// <summary>Looks into the files of tile sets, several at a time.</summary>
/// <param name="files">Looks into files.</param>
/// <param name="throttleLimit">How many folders or files are looked into at a time, 1 or more.</param>
public sealed class TileExaminer(ITiffFiles files, int throttleLimit)
{
    /// <summary>Looks into files.</summary>
    /// <param name="batches">The files.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="listener">Hears of what is done; or null.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    /// <returns>Each look as it ends, in no particular order.</returns>
    public async IAsyncEnumerable<TileLook> ExamineAsync(
        IReadOnlyList<TileFileBatch> batches,
        TiffDepth depth,
        ITileExaminerListener? listener,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looks = Channel.CreateUnbounded<TileLook>(new UnboundedChannelOptions { SingleReader = true });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = WorkAsync(batches, depth, looks.Writer, listener, stopped.Token);
        try
        {
            await foreach (var look in looks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return look;
            }
        }
        finally
        {
            await stopped.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Reading blocks: threads of their own keep to the limit from the first moment on, which a pool that grows slowly does not.
    private async Task WorkAsync(
        IReadOnlyList<TileFileBatch> batches,
        TiffDepth depth,
        ChannelWriter<TileLook> looks,
        ITileExaminerListener? listener,
        CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<TileFileBatch>(batches);
        void Work()
        {
            try
            {
                while (queue.TryDequeue(out var batch))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    foreach (var look in Look(batch, depth, listener is null ? null : new Decoding(batch, listener), cancellationToken))
                    {
                        _ = looks.TryWrite(look);
                    }

                    listener?.Done(batch);
                }
            }
            catch (Exception e)
            {
                // Whoever reads the looks hears of it at once, and stops the other threads.
                _ = looks.TryComplete(e);
                throw;
            }
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(throttleLimit, batches.Count)).Select(_ =>
                Task.Factory.StartNew(Work, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default))).ConfigureAwait(false);
        }
        finally
        {
            _ = looks.TryComplete();
        }
    }

    // When a folder cannot be read as a whole, its files are read one by one: only what is itself at fault fails.
    private IEnumerable<TileLook> Look(TileFileBatch batch, TiffDepth depth, IProgress<long>? decoded, CancellationToken cancellationToken)
    {
        IReadOnlyList<TiffFile?> read;
        try
        {
            read = files.ExamineFolder(batch.Folder, [.. batch.Tiles.Select(tile => Path.GetFileName(tile.Path)!)], depth, decoded, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return batch.Tiles.Select(tile => LookAtOne(batch.Set, tile, depth, cancellationToken));
        }

        return batch.Tiles.Zip(read, (tile, file) => new TileLook(batch.Set, tile, file, Failure: null));
    }

    private TileLook LookAtOne(TileSet set, Tile tile, TiffDepth depth, CancellationToken cancellationToken)
    {
        try
        {
            return new TileLook(set, tile, files.Examine(tile.Path!, depth, cancellationToken), Failure: null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new TileLook(set, tile, File: null, Failure: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TileLook(set, tile, File: null, e);
        }
    }

    // Reported at once, on the thread that decodes.
    private sealed class Decoding(TileFileBatch batch, ITileExaminerListener listener) : IProgress<long>
    {
        public void Report(long value) => listener.Decoded(batch, value);
    }
}

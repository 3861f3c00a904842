using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MicroStatus.Tiles;

/// <summary>Tests tile sets: what names and metadata tell first, then each file, several at a time, then the files beside each other.</summary>
/// <param name="files">Looks into files.</param>
/// <param name="rules">Judges.</param>
/// <param name="throttleLimit">How many folders or files are looked into at a time, 1 or more.</param>
public sealed class TileSetTester(ITiffFiles files, TileRules rules, int throttleLimit)
{
    /// <summary>Tests sets.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="depth">How deep files are looked into.</param>
    /// <param name="listener">Hears of progress, and of what could not be looked at.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    /// <returns>Each finding as it is found.</returns>
    public async IAsyncEnumerable<TileFinding> TestAsync(
        IReadOnlyList<TileSet> sets,
        TiffDepth depth,
        ITileTestListener listener,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var finding in sets.SelectMany(TileRules.OfSet))
        {
            yield return finding;
        }

        var neighbours = sets.Select(set => new TileNeighbours(set)).ToList();
        var found = Channel.CreateUnbounded<TileFinding>(new UnboundedChannelOptions { SingleReader = true });
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = LookAsync(neighbours, depth, found.Writer, listener, stopped.Token);
        try
        {
            await foreach (var finding in found.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return finding;
            }
        }
        finally
        {
            await stopped.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var finding in neighbours.SelectMany(beside => beside.Findings()))
        {
            yield return finding;
        }
    }

    // Reading blocks: threads of their own keep to the limit from the first moment on, which a pool that grows slowly does not.
    private async Task LookAsync(
        List<TileNeighbours> neighbours,
        TiffDepth depth,
        ChannelWriter<TileFinding> found,
        ITileTestListener listener,
        CancellationToken cancellationToken)
    {
        var batches = new ConcurrentQueue<(TileFileBatch Batch, TileNeighbours Beside)>(
            neighbours.SelectMany(beside => TileFileBatch.Of([beside.Set], depth).Select(batch => (batch, beside))));
        var course = new Course([.. batches.Select(next => next.Batch)], depth, listener);
        void Work()
        {
            while (batches.TryDequeue(out var next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var finding in Look(next.Batch, depth, next.Beside, listener, cancellationToken))
                {
                    _ = found.TryWrite(finding);
                }

                course.Add(next.Batch);
            }
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(throttleLimit, batches.Count)).Select(_ =>
                Task.Factory.StartNew(Work, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default))).ConfigureAwait(false);
            found.Complete();
        }
        catch (Exception e)
        {
            found.Complete(e);
            throw;
        }
    }

    private List<TileFinding> Look(TileFileBatch batch, TiffDepth depth, TileNeighbours neighbours, ITileTestListener listener, CancellationToken cancellationToken)
    {
        var findings = new List<TileFinding>();
        foreach (var (tile, file) in Read(batch, depth, listener, cancellationToken))
        {
            if (file is null)
            {
                findings.Add(TileFinding.Of(batch.Set, tile, TileFindingKind.Missing, $"{TileWords.Start(tile)} was there a moment ago, and is gone."));
                continue;
            }

            neighbours.Add(tile, file);
            findings.AddRange(rules.OfFile(batch.Set, tile, file));
        }

        return findings;
    }

    // When a folder cannot be read as a whole, its files are read one by one: only what is itself at fault is reported.
    private IEnumerable<(Tile Tile, TiffFile? File)> Read(TileFileBatch batch, TiffDepth depth, ITileTestListener listener, CancellationToken cancellationToken)
    {
        IReadOnlyList<TiffFile?> read;
        try
        {
            read = files.ExamineFolder(batch.Folder, [.. batch.Tiles.Select(tile => Path.GetFileName(tile.Path)!)], depth, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return batch.Tiles.Select(tile => ReadOne(tile, depth, listener, cancellationToken)).OfType<(Tile, TiffFile?)>();
        }

        return batch.Tiles.Zip(read);
    }

    private (Tile Tile, TiffFile? File)? ReadOne(Tile tile, TiffDepth depth, ITileTestListener listener, CancellationToken cancellationToken)
    {
        try
        {
            return (tile, files.Examine(tile.Path!, depth, cancellationToken));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (tile, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            listener.Failed(tile.Path!, e);
            return null;
        }
    }

    /// <summary>Counts what is done; the share goes by bytes where bytes are the work.</summary>
    private sealed class Course(List<TileFileBatch> batches, TiffDepth depth, ITileTestListener listener)
    {
        private readonly Lock _gate = new();
        private readonly int _total = batches.Sum(batch => batch.Tiles.Count);
        private readonly long _bytes = depth == TiffDepth.Pixels ? batches.Sum(batch => batch.Bytes) : 0;
        private int _done;
        private long _doneBytes;

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
}

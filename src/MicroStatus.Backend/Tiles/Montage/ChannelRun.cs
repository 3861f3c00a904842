using System.Collections.Concurrent;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Reads the tiles of one channel once, row by row: for its preview, and for its BigTIFF, which is written meanwhile.</summary>
internal sealed class ChannelRun
{
    private const int BandBytes = 1 << 20;

    // Of a parallel file system, which answers several better than one; each holds a tile.
    private const int MostReaders = 8;

    private readonly MontageRequest _request;
    private readonly TileSurvey _survey;
    private readonly MontageTile?[,] _places;
    private readonly ConcurrentDictionary<MontageTile, string> _faults = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares it.</summary>
    /// <param name="request">The montage.</param>
    /// <param name="survey">What the heads of its images tell.</param>
    /// <param name="channel">The channel.</param>
    public ChannelRun(MontageRequest request, TileSurvey survey, MontageChannel channel)
    {
        (_request, _survey, Channel) = (request, survey, channel);
        _places = new MontageTile?[request.Rows, request.Columns];
        foreach (var tile in channel.Tiles)
        {
            _places[tile.Row, tile.Column] = tile;
            if (survey.Faults.TryGetValue(tile, out var fault))
            {
                _faults[tile] = fault;
            }
        }
    }

    /// <summary>The channel.</summary>
    public MontageChannel Channel { get; }

    /// <summary>An image of it was read.</summary>
    public bool HasImage => Channel.Tiles.Any(tile => !_faults.ContainsKey(tile));

    /// <summary>The black places, each with its reason.</summary>
    public IReadOnlyList<string> Missing => [.. Channel.Tiles.Where(_faults.ContainsKey).Select(tile => $"{tile.Label}: {ReasonOf(tile)}")];

    /// <summary>Pixels a row.</summary>
    public long Width => (long)_survey.Shape.Width * _request.Columns;

    /// <summary>Rows of pixels.</summary>
    public long Height => (long)_survey.Shape.Height * _request.Rows;

    /// <summary>Makes the channel's preview, and its BigTIFF.</summary>
    /// <param name="tiff">Where the BigTIFF is written, or null when none is.</param>
    /// <param name="preview">Takes the averages.</param>
    /// <param name="rowDone">Hears of each row of tiles.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IOException">The BigTIFF or the preview cannot be written.</exception>
    public void Run(string? tiff, Preview preview, Action rowDone, CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, tiff is null ? 1 : 2).Select(_ => new TileRow(_survey.Shape, _survey.Type, _request.Columns)).ToList();
        using var free = new BlockingCollection<TileRow>();
        using var full = new BlockingCollection<TileRow>();
        rows.ForEach(free.Add);
        try
        {
            using var work = new JointWork(cancellationToken);
            if (tiff is not null)
            {
                work.Start(() => WriteTiff(tiff, full, free, work.Token));
            }

            work.Run(() => Read(preview, free, tiff is null ? free : full, rowDone, work.Token));
            work.Join();
        }
        finally
        {
            rows.ForEach(row => row.Dispose());
        }
    }

    private void Read(Preview preview, BlockingCollection<TileRow> free, BlockingCollection<TileRow> done, Action rowDone, CancellationToken cancellationToken)
    {
        var average = new AreaAverage(Width, _survey.Type, _request.Downscale);
        for (var row = 0; row < _request.Rows; row++)
        {
            var tiles = free.Take(cancellationToken);
            Load(row, tiles, cancellationToken);
            average.Add(tiles, isLast: row == _request.Rows - 1, preview.Append, cancellationToken);
            done.Add(tiles, cancellationToken);
            rowDone();
        }
    }

    private void Load(int row, TileRow tiles, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostReaders) };
        Parallel.For(0, _request.Columns, options, column =>
        {
            var tile = _places[row, column];
            tiles.Missing[column] = false;
            if (tile is { Path: { } path } && !_faults.ContainsKey(tile))
            {
                if (TileImages.Read(path, _survey.Shape, _survey.Type, tiles, column) is not { } fault)
                {
                    return;
                }

                _faults[tile] = fault;
            }

            tiles.Blacken(column);
        });
    }

    // Called from libvips' threads, one at a time.
    private void WriteTiff(string path, BlockingCollection<TileRow> full, BlockingCollection<TileRow> free, CancellationToken cancellationToken)
    {
        TileRow? tiles = null;
        var row = 0;
        var pixelRow = Width * _survey.Type.Bytes;
        var band = new byte[Math.Max(1, BandBytes / pixelRow) * pixelRow];
        Pictures.WriteTiff(path, Width, Height, _survey.Type, _request, Next, cancellationToken);

        ReadOnlyMemory<byte> Next()
        {
            if (tiles is not null && row == tiles.Height)
            {
                free.Add(tiles, cancellationToken);
                tiles = null;
            }

            if (tiles is null)
            {
                tiles = full.Take(cancellationToken);
                row = 0;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(band.Length / pixelRow, tiles.Height - row);
            var part = band.AsMemory(0, (int)(count * pixelRow));
            tiles.CopyTo(row, part.Span);
            row += count;
            return part;
        }
    }

    private string ReasonOf(MontageTile tile) => tile.Path is { } path && _faults[tile] is var fault && fault != TileSurvey.Absent
        ? $"'{Path.GetFileName(path)}' does not open: {fault}"
        : TileSurvey.Absent;
}

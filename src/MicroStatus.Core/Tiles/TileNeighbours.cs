using System.Globalization;

namespace MicroStatus.Tiles;

/// <summary>Compares the files of a set with each other: what most of them have is right.</summary>
/// <param name="set">The set.</param>
public sealed class TileNeighbours(TileSet set)
{
    // A binning that a camera has.
    private const int MostBinning = 16;

    private readonly Dictionary<bool, Votes> _votes = new() { [false] = new Votes(), [true] = new Votes() };

    /// <summary>Adds a file; one that is broken or still being written tells nothing.</summary>
    /// <param name="tile">Its tile.</param>
    /// <param name="file">What was seen of it.</param>
    public void Add(Tile tile, TiffFile file)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(file);
        if (tile.IsGrowing || file.Shape is not { } shape || !file.IsSound)
        {
            return;
        }

        var votes = _votes[tile.IsProjection];
        Add(votes.Sizes, (shape.Width, shape.Height), tile);
        Add(votes.Types, shape.Type, tile);
        if (file.Planes is { } planes && (tile.Planes is null || tile.Planes == planes))
        {
            Add(votes.Planes, planes, tile);
        }
    }

    /// <summary>The files that differ from most of their set.</summary>
    /// <returns>The findings, in order.</returns>
    public IEnumerable<TileFinding> Findings() => _votes.Values.SelectMany(votes =>
        Outvoted(votes.Sizes, TileFindingKind.WrongShape, IsOfCamera, size => Text($"{size.Width} × {size.Height} pixels"))
            .Concat(Outvoted(votes.Types, TileFindingKind.WrongType, (_, _) => false, type => $"pixels of type {type}"))
            .Concat(Outvoted(votes.Planes, TileFindingKind.WrongPlaneCount, (planes, tile) => tile.Planes == planes, planes => Text($"{planes} planes"))));

    private IEnumerable<TileFinding> Outvoted<T>(Dictionary<T, List<Tile>> votes, TileFindingKind kind, Func<T, Tile, bool> isDue, Func<T, string> show)
        where T : notnull
    {
        if (votes.Count < 2)
        {
            yield break;
        }

        // Of two that are as many, the one that the metadata tells is right, else the one that the first tile has.
        var most = votes
            .OrderByDescending(vote => vote.Value.Count)
            .ThenByDescending(vote => isDue(vote.Key, vote.Value[0]))
            .ThenBy(vote => vote.Value.Min(tile => tile.Index ?? int.MaxValue))
            .First();
        var total = votes.Sum(vote => vote.Value.Count);
        foreach (var (value, tiles) in votes.Where(vote => !ReferenceEquals(vote.Value, most.Value)))
        {
            foreach (var tile in tiles.OrderBy(tile => tile.Index))
            {
                yield return TileFinding.Of(set, tile, kind, Text($"{TileWords.Start(tile)} has {show(value)}; {most.Value.Count} of the {total} files of its set have {show(most.Key)}."));
            }
        }
    }

    // The tile's first directory decides its size (lab.md §4): the camera, mounted either way round and binning, only confirms it.
    private static bool IsOfCamera((long Width, long Height) size, Tile tile) => tile.CameraSize is var (width, height)
        && Enumerable.Range(1, MostBinning).Any(n => (width / n, height / n) == size || (height / n, width / n) == size);

    private static void Add<T>(Dictionary<T, List<Tile>> votes, T value, Tile tile)
        where T : notnull
    {
        if (!votes.TryGetValue(value, out var tiles))
        {
            votes.Add(value, tiles = []);
        }

        tiles.Add(tile);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Votes
    {
        public Dictionary<(long Width, long Height), List<Tile>> Sizes { get; } = [];

        public Dictionary<string, List<Tile>> Types { get; } = new(StringComparer.Ordinal);

        public Dictionary<int, List<Tile>> Planes { get; } = [];
    }
}

namespace MicroStatus.Tiles;

/// <summary>Judges the files of tile sets look by look, and then beside each other.</summary>
/// <param name="rules">The rules.</param>
/// <param name="listener">Hears of what could not be looked at.</param>
public sealed class TileJudge(TileRules rules, ITileTestListener listener)
{
    private readonly Dictionary<TileSet, TileNeighbours> _neighbours = new(ReferenceEqualityComparer.Instance);

    /// <summary>Judges sets by names, metadata and stage positions.</summary>
    /// <param name="sets">The sets.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<TileFinding> Begin(IReadOnlyList<TileSet> sets)
    {
        foreach (var fault in sets.SelectMany(set => set.Unreadable))
        {
            listener.Failed(fault.Path, new IOException(fault.Reason));
        }

        return sets.SelectMany(TileRules.OfSet);
    }

    /// <summary>Judges one file.</summary>
    /// <param name="look">What was seen of it; one that could not be looked at has no findings.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<TileFinding> Judge(TileLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (look.Failure is { } failure)
        {
            listener.Failed(look.Tile.Path!, failure);
            return [];
        }

        if (look.File is not { } file)
        {
            return [TileFinding.Of(look.Set, look.Tile, TileFindingKind.Missing, $"{TileWords.Start(look.Tile)} was there a moment ago, and is gone.")];
        }

        if (!_neighbours.TryGetValue(look.Set, out var beside))
        {
            _neighbours.Add(look.Set, beside = new TileNeighbours(look.Set));
        }

        beside.Add(look.Tile, file);
        return rules.OfFile(look.Set, look.Tile, file);
    }

    /// <summary>The files that differ from most of their set, once all were judged.</summary>
    /// <returns>The findings.</returns>
    public IEnumerable<TileFinding> Compare() => _neighbours.Values.SelectMany(beside => beside.Findings());
}

namespace MicroStatus.Tiles;

/// <summary>Judges the files of tile sets look by look, and then beside each other. Pure.</summary>
/// <param name="rules">The rules.</param>
public sealed class TileJudge(TileRules rules)
{
    private readonly Dictionary<string, TileNeighbours> _neighbours = new(StringComparer.Ordinal);

    /// <summary>Judges one file.</summary>
    /// <param name="look">What was seen of it; one that could not be looked at has no findings.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<TileFinding> Judge(TileLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (look.Failure is not null)
        {
            return [];
        }

        if (look.File is not { } file)
        {
            return [TileFinding.Of(look.Set, look.Tile, TileFindingKind.Missing, $"{TileWords.Start(look.Tile)} was there a moment ago, and is gone.")];
        }

        var key = $"{look.Set.Path}/{look.Set.Channel}/{look.Set.Shutter}/{look.Set.Rotation}";
        if (!_neighbours.TryGetValue(key, out var beside))
        {
            _neighbours.Add(key, beside = new TileNeighbours(look.Set));
        }

        beside.Add(look.Tile, file);
        return rules.OfFile(look.Set, look.Tile, file);
    }

    /// <summary>The files that differ from most of their set, once all were judged.</summary>
    /// <returns>The findings.</returns>
    public IEnumerable<TileFinding> Compare() => _neighbours.Values.SelectMany(beside => beside.Findings());
}

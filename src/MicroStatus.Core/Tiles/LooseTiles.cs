namespace MicroStatus.Tiles;

/// <summary>Tile sets of image files that belong to no dataset that is known: by what their names tell. Pure.</summary>
internal static class LooseTiles
{
    /// <summary>Sorts files into sets.</summary>
    /// <param name="folder">The folder that they lie in.</param>
    /// <param name="paths">The files.</param>
    /// <param name="name">Tells which tile a file is, or null.</param>
    /// <param name="isWhole">The files are all there are: an index between 0 and the largest one that none of them has is missing.</param>
    /// <returns>The sets, by channel, shutter and rotation.</returns>
    public static IReadOnlyList<TileSet> Of(string folder, IReadOnlyList<string> paths, Func<string, Tile?> name, bool isWhole)
    {
        var tiles = paths.Order(StringComparer.Ordinal).Select(path => (name(path) ?? new Tile()) with { Path = path, IsComplete = true }).ToList();
        return
        [
            .. tiles
                .GroupBy(tile => (tile.Channel, tile.Shutter, tile.Rotation))
                .OrderBy(set => set.Key.Channel, StringComparer.Ordinal)
                .ThenBy(set => set.Key.Shutter)
                .ThenBy(set => set.Key.Rotation)
                .Select(set => Of(folder, [.. WithProjections([.. set]).OrderByDescending(tile => tile.Z).ThenBy(tile => tile.Index)], isWhole)),
        ];
    }

    private static TileSet Of(string folder, List<Tile> tiles, bool isWhole) => new()
    {
        Name = Path.GetFileName(folder),
        Path = folder,
        Channel = tiles[0].Channel,
        Shutter = tiles[0].Shutter,
        Rotation = tiles[0].Rotation,
        Tiles = tiles,
        Missing = isWhole ? MissingOf(tiles) : [],
    };

    // A maximum projection goes with the tile that its name holds; one by itself is an image like any other.
    private static IEnumerable<Tile> WithProjections(List<Tile> tiles)
    {
        var projections = tiles.Where(tile => tile.IsProjection).ToLookup(tile => tile.Index);
        var paired = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tile in tiles.Where(tile => !tile.IsProjection))
        {
            var file = Path.GetFileName(tile.Path)!;
            var projection = projections[tile.Index].FirstOrDefault(projection => Path.GetFileName(projection.Path)!.Contains(file, StringComparison.Ordinal))?.Path;
            if (projection is not null)
            {
                paired.Add(projection);
            }

            yield return tile with { ProjectionPath = projection };
        }

        foreach (var projection in tiles.Where(tile => tile.IsProjection && !paired.Contains(tile.Path!)))
        {
            yield return projection with { IsProjection = false };
        }
    }

    private static List<Tile> MissingOf(List<Tile> tiles)
    {
        if (tiles.Exists(tile => tile.Index is null))
        {
            return [];
        }

        // Ribbons of some instruments count from 1: what is the first one everywhere is none that is missing.
        var there = tiles.Select(tile => tile.Index!.Value).ToHashSet();
        var first = there.Contains(0) ? 0 : Math.Min(there.Min(), 1);
        return
        [
            .. Enumerable.Range(first, there.Max() - first)
                .Where(index => !there.Contains(index))
                .Take(TileSet.MostMissing)
                .Select(index => tiles[0] with { Index = index, Path = null, ProjectionPath = null, IsComplete = false }),
        ];
    }
}

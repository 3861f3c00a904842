using System.Globalization;

namespace MicroStatus.Tiles.Montage;

/// <summary>The tiles of a set by their index; those whose name has none are numbered in the order of their names, around the others.</summary>
internal sealed class NumberedTiles
{
    private readonly Dictionary<int, Tile> _tiles = [];

    private NumberedTiles()
    {
    }

    /// <summary>Number of indices that the finished set has, as far as it is known: one more than the highest, at least.</summary>
    public int Count { get; private set; }

    /// <summary>One more than the highest index that a tile has.</summary>
    public int Reach { get; private set; }

    /// <summary>Numbers the tiles of a set.</summary>
    /// <param name="set">The set.</param>
    /// <returns>Its tiles.</returns>
    /// <exception cref="StatusException"><c>MontageTileTwice</c>: two files are the same tile.</exception>
    public static NumberedTiles Of(TileSet set)
    {
        var numbered = new NumberedTiles();
        foreach (var tile in set.Tiles.Where(tile => tile.Index is not null))
        {
            numbered.Add(set, tile, tile.Index!.Value);
        }

        var next = 0;
        foreach (var tile in set.Tiles.Where(tile => tile.Index is null).OrderBy(tile => Path.GetFileName(tile.Path ?? tile.ProjectionPath ?? ""), NaturalOrder.Instance))
        {
            while (numbered._tiles.ContainsKey(next))
            {
                next++;
            }

            numbered.Add(set, tile, next);
        }

        var missing = set.Missing.Select(tile => tile.Index ?? -1);
        var present = numbered._tiles.Keys.DefaultIfEmpty(-1).Max();
        var highest = missing.Append(present).Max();
        numbered.Reach = (int)Math.Min(int.MaxValue, present + 1L);
        numbered.Count = (int)Math.Min(int.MaxValue, Math.Max(highest + 1L, set.TilesExpected ?? 0));
        return numbered;
    }

    /// <summary>The tile of an index.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The tile, or null when there is none.</returns>
    public Tile? Find(int index) => _tiles.GetValueOrDefault(index);

    private void Add(TileSet set, Tile tile, int index)
    {
        if (!_tiles.TryAdd(index, tile))
        {
            throw new StatusException(
                "MontageTileTwice",
                StatusErrorCategory.InvalidData,
                string.Create(CultureInfo.InvariantCulture, $"Tile {index} of '{set.Name}' is there twice: '{_tiles[index].Path}' and '{tile.Path}'."),
                "Move one of them away, or name the files that the montage is to be made of.",
                tile.Path);
        }
    }
}

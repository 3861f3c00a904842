namespace MicroStatus.Tiles;

/// <summary>Files of one folder and one set that are looked into together.</summary>
/// <param name="Set">The set.</param>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Tiles">Their tiles; the path of each names the file.</param>
public sealed record TileFileBatch(TileSet Set, string Folder, IReadOnlyList<Tile> Tiles)
{
    // One look at a folder resolves its path once: worth it for heads, while a large file is work enough by itself.
    private const int Usual = 64;
    private const long SmallFile = 64L << 20;

    /// <summary>Bytes of the files, as far as known.</summary>
    public long Bytes => Tiles.Sum(tile => tile.Length ?? 0);

    /// <summary>The files of tile sets, in batches: TIFF images and their projections. Zarr images are no files.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="depth">How deep they will be looked into.</param>
    /// <param name="most">Files of a batch at most, 1 or more.</param>
    /// <returns>The batches, in the sets' order.</returns>
    public static IEnumerable<TileFileBatch> Of(IEnumerable<TileSet> sets, TiffDepth depth, int most = Usual)
    {
        ArgumentNullException.ThrowIfNull(sets);
        foreach (var set in sets)
        {
            foreach (var together in set.Tiles.SelectMany(FilesOf).GroupBy(tile => Path.GetDirectoryName(tile.Path)!, StringComparer.Ordinal))
            {
                var batch = new List<Tile>();
                foreach (var tile in together)
                {
                    batch.Add(tile);
                    if (batch.Count >= Math.Min(most, Usual) || (depth != TiffDepth.Header && !(tile.Length < SmallFile || tile.IsProjection || tile.Z is not null)))
                    {
                        yield return new TileFileBatch(set, together.Key, batch);
                        batch = [];
                    }
                }

                if (batch.Count > 0)
                {
                    yield return new TileFileBatch(set, together.Key, batch);
                }
            }
        }
    }

    private static IEnumerable<Tile> FilesOf(Tile tile)
    {
        if (tile is { Path: not null, IsZarr: false })
        {
            yield return tile;
        }

        if (tile.ProjectionPath is not null)
        {
            yield return tile.Projection();
        }
    }
}

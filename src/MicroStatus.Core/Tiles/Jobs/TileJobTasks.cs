namespace MicroStatus.Tiles.Jobs;

/// <summary>Shares the files of tile sets out among tasks: the same sets give the same tasks, wherever that is asked. Pure.</summary>
public static class TileJobTasks
{
    // What a task costs to begin is small beside this many heads or directories.
    private const int MostFiles = 20_000;

    /// <summary>Shares files out.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="depth">How deep they are looked into.</param>
    /// <param name="taskBytes">Bytes that one task decodes; a larger file is a task by itself.</param>
    /// <returns>For each task its batches, with the number of each batch's first file; one task at least.</returns>
    public static IReadOnlyList<IReadOnlyList<(int First, TileFileBatch Batch)>> Of(IReadOnlyList<TileSet> sets, TiffDepth depth, long taskBytes)
    {
        var tasks = new List<List<(int, TileFileBatch)>> { new() };
        var (number, files, bytes) = (0, 0, 0L);
        foreach (var batch in TileFileBatch.Of(sets, depth))
        {
            var weight = depth == TiffDepth.Pixels ? batch.Bytes : 0;
            if (files > 0 && (files + batch.Tiles.Count > MostFiles || bytes + weight > taskBytes))
            {
                tasks.Add([]);
                (files, bytes) = (0, 0);
            }

            tasks[^1].Add((number, batch));
            number += batch.Tiles.Count;
            files += batch.Tiles.Count;
            bytes += weight;
        }

        return tasks;
    }
}

namespace MicroStatus.Tiles.Jobs;

/// <summary>Shares the files of tile sets out among tasks: the same sets give the same tasks, wherever that is asked. Pure.</summary>
public static class TileJobTasks
{
    /// <summary>Shares files out.</summary>
    /// <param name="plan">The job's plan: sets, depth, and how much a task does.</param>
    /// <returns>For each task its batches, with the number of each batch's first file; one task at least.</returns>
    public static IReadOnlyList<IReadOnlyList<(int First, TileFileBatch Batch)>> Of(TileJobPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var tasks = new List<List<(int, TileFileBatch)>> { new() };
        var (number, files, bytes) = (0, 0, 0L);
        foreach (var batch in FilesOf(plan))
        {
            var weight = plan.Depth == TiffDepth.Pixels ? batch.Bytes : 0;
            if (files > 0 && (files + batch.Tiles.Count > plan.TaskFiles || bytes + weight > plan.TaskBytes))
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

    /// <summary>All files of a job, in batches; their order numbers them.</summary>
    /// <param name="plan">The job's plan.</param>
    /// <returns>The batches.</returns>
    public static IEnumerable<TileFileBatch> FilesOf(TileJobPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return TileFileBatch.Of(plan.Sets, plan.Depth, plan.TaskFiles);
    }
}

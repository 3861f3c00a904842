namespace MicroStatus.Tiles.Jobs;

/// <summary>Gathers what the tasks of a test have left into the findings that the test itself would have given. Pure but for reading results.</summary>
/// <param name="rules">Judges.</param>
public sealed class TileJobResults(TileRules rules)
{
    /// <summary>Gathers.</summary>
    /// <param name="plan">The job's plan.</param>
    /// <param name="results">Its results, task by task.</param>
    /// <param name="listener">Hears of files that a task could not look at.</param>
    /// <returns>The findings: of the sets, of the files that were looked into, and of those beside each other.</returns>
    public IEnumerable<TileFinding> Gather(TileJobPlan plan, IEnumerable<TileTaskResult> results, ITileTestListener listener)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var fault in plan.Sets.SelectMany(set => set.Unreadable))
        {
            listener.Failed(fault.Path, new IOException(fault.Reason));
        }

        foreach (var finding in plan.Sets.SelectMany(TileRules.OfSet))
        {
            yield return finding;
        }

        var files = TileJobTasks.FilesOf(plan).SelectMany(batch => batch.Tiles.Select(tile => (batch.Set, Tile: tile))).ToList();
        var judge = new TileJudge(rules);
        foreach (var reading in results.SelectMany(result => result.Readings).Where(reading => reading.Number >= 0 && reading.Number < files.Count))
        {
            var (set, tile) = files[reading.Number];
            if (reading.Failure is { } failure)
            {
                listener.Failed(tile.Path!, new IOException(failure));
                continue;
            }

            foreach (var finding in judge.Judge(new TileLook(set, tile, reading.File, Failure: null)))
            {
                yield return finding;
            }
        }

        foreach (var finding in judge.Compare())
        {
            yield return finding;
        }
    }
}

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
        var judge = new TileJudge(rules, listener);
        foreach (var finding in judge.Begin(plan.Sets))
        {
            yield return finding;
        }

        var files = TileJobTasks.FilesOf(plan).SelectMany(batch => batch.Tiles.Select(tile => (batch.Set, Tile: tile))).ToList();
        foreach (var reading in results.SelectMany(result => result.Readings).Where(reading => reading.Number >= 0 && reading.Number < files.Count))
        {
            var (set, tile) = files[reading.Number];
            foreach (var finding in judge.Judge(new TileLook(set, tile, reading.File, reading.Failure is { } failure ? new IOException(failure) : null)))
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

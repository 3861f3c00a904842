using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles.Jobs;

/// <summary>Does the tasks of a job, on the machine that it is called on.</summary>
/// <param name="tiffs">Looks into files.</param>
/// <param name="montages">Makes montages.</param>
public sealed class TileJobRunner(ITiffFiles tiffs, IMontages montages)
{
    /// <summary>Does one task; one that has left its result is not done again.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="task">The task, from 0.</param>
    /// <param name="cancellationToken">Stops it; it leaves no result then.</param>
    /// <returns>False when it was done before.</returns>
    /// <exception cref="InvalidDataException">The plan has fewer tasks than it says.</exception>
    /// <exception cref="StatusException">Those of <see cref="IMontages.Make"/>.</exception>
    public async Task<bool> RunAsync(TileJobFolder folder, TileJobPlan plan, int task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        if (folder.Done().Contains(task))
        {
            return false;
        }

        folder.WriteResult(task, plan.Montage is { } montage
            ? new TileTaskResult { Montages = montages.Make(montage, progress: null, cancellationToken) }
            : new TileTaskResult { Readings = await ReadAsync(plan, task, cancellationToken).ConfigureAwait(false) });
        return true;
    }

    private async Task<IReadOnlyList<TileReading>> ReadAsync(TileJobPlan plan, int task, CancellationToken cancellationToken)
    {
        var shares = TileJobTasks.Of(plan);
        if (task >= shares.Count)
        {
            throw new InvalidDataException($"The plan of '{plan.JobName}' has {shares.Count} tasks, and says {plan.Tasks}.");
        }

        var numbers = new Dictionary<Tile, int>(ReferenceEqualityComparer.Instance);
        foreach (var (first, batch) in shares[task])
        {
            for (var i = 0; i < batch.Tiles.Count; i++)
            {
                numbers.Add(batch.Tiles[i], first + i);
            }
        }

        var readings = new List<TileReading>(numbers.Count);
        var examiner = new TileExaminer(tiffs, plan.ThrottleLimit);
        await foreach (var look in examiner.ExamineAsync([.. shares[task].Select(share => share.Batch)], plan.Depth, listener: null, cancellationToken).ConfigureAwait(false))
        {
            readings.Add(new TileReading(numbers[look.Tile], look.File, look.Failure?.Message));
        }

        readings.Sort((a, b) => a.Number.CompareTo(b.Number));
        return readings;
    }
}

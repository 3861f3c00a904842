using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Identifies found folders, looks at their imaging, decides and writes (lab.md §2–4). Each dataset is isolated.</summary>
/// <param name="context">The check, or the import.</param>
/// <param name="rows">Rows on FastStore by folder; a renamed one is re-keyed.</param>
/// <param name="failures">Hears what could not be looked at.</param>
public sealed class AcquisitionRound(CheckContext context, IDictionary<string, Dataset> rows, ILookFailures failures)
{
    // One transaction for many datasets: what a kill loses of it is observed again by the next check.
    private const int DatasetsPerWrite = 64;

    private readonly DecisionWriter _writer = new(context, DatasetsPerWrite);

    private readonly ImagingChange _changes = new(context.Now, context.Time, context.News, path => WindowsPath.Of(path, context.Settings.Storage), context.Messages);

    /// <summary>Goes through all folders.</summary>
    /// <param name="found">The folders.</param>
    /// <param name="cancellationToken">Stops between two datasets; what was decided before is written.</param>
    public void Run(IReadOnlyList<FoundDataset> found, CancellationToken cancellationToken) => Observe(Identify(found, cancellationToken), cancellationToken);

    private List<ObservationItem> Identify(IReadOnlyList<FoundDataset> found, CancellationToken cancellationToken)
    {
        var identification = new DatasetIdentification(context, rows);
        var items = new List<ObservationItem>();
        foreach (var dataset in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (failures.IsQuarantined(dataset.Path))
            {
                continue;
            }

            try
            {
                if (identification.Of(dataset) is { } item)
                {
                    items.Add(item);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failures.Failed(dataset.Path, rows.TryGetValue(dataset.Path, out var row) ? row.Id : null, e);
            }
        }

        return items;
    }

    private void Observe(List<ObservationItem> items, CancellationToken cancellationToken)
    {
        var open = context.Database.ReadOpenAttention().ToLookup(attention => attention.Path, StringComparer.Ordinal);
        var width = context.Settings.Check.Parallelism;
        var done = 0;
        foreach (var batch in items.Chunk(width * 4))
        {
            // The database is read here, the disk side by side.
            var looks = Array.ConvertAll(batch, item => ImagingLook.Prepare(context, item, open[item.FormerPath ?? item.Path]));
            try
            {
                Parallel.ForEach(
                    looks,
                    new ParallelOptions { MaxDegreeOfParallelism = width, CancellationToken = cancellationToken },
                    look => look.Run(cancellationToken));
            }
            catch (OperationCanceledException)
            {
                _writer.Flush(); // what was decided before a stop is written
                throw;
            }

            foreach (var look in looks)
            {
                Settle(look, open[look.Item.FormerPath ?? look.Item.Path].ToList());
                context.Observer.Progress(CheckStep.Acquisition, ++done, items.Count, look.Item.Name);
            }
        }

        _writer.Flush();
    }

    private void Settle(ImagingLook look, List<AttentionRecord> open)
    {
        var item = look.Item;
        if (look.Failure is { } failure)
        {
            if (item.Row is null || FolderPresence.IsThere(context.Files, item.Path, out _))
            {
                failures.Failed(item.Path, item.Row?.Id, failure);
            }

            return; // gone meanwhile: the next check sees that it has vanished
        }

        failures.Succeeded(item.Path);
        var (observation, decision) = (look.Observation!, look.Decision!);
        context.Report.Count(decision.Status);
        if (decision.Lost > 0)
        {
            context.Report.Add(new CheckProblem(
                CheckStep.Acquisition,
                item.Row?.Id,
                item.Name,
                item.Path,
                FormattableString.Invariant($"{item.Name} is finished, and {decision.Lost} {item.Instrument.Unit}s that were there are gone."),
                null));
        }

        var subject = new ImagingSubject { Name = item.Name, Path = item.Path, Row = item.Row, Registration = item.Registration };
        if (_changes.Of(subject, observation, decision, look.Record, look.Identity, open) is { } changeSet)
        {
            _writer.Add(changeSet with { FormerPath = item.FormerPath });
        }

        if (observation.FullListing && item.Row is { } row)
        {
            _writer.EnsureMarker(item.Path, row.Id);
        }
    }
}

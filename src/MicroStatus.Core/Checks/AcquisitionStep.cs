using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Discover datasets, observe their imaging, decide, write (lab.md §2–4). Each dataset is isolated.</summary>
public sealed class AcquisitionStep : ICheckStep
{
    // One transaction for many datasets: what a kill loses of it is observed again by the next check.
    private const int DatasetsPerWrite = 64;

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Acquisition;

    /// <inheritdoc/>
    public string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        var store = context.Settings.Storage.FastStore;
        var presence = StorageStep.Presence(context, nameof(context.Settings.Storage.FastStore), store);
        if (!presence.IsPresent)
        {
            return $"Suspended: {presence.Reason}";
        }

        var rows = ReadRows(context, cancellationToken);
        var discovery = new DatasetDiscovery(context.Settings, context.Files, context.Instruments);
        var found = discovery.Run(
            context.Database.ReadFolders(),
            path => rows.ContainsKey(path) || context.Database.ReadObservation(path) is not null,
            context.Now,
            cancellationToken);
        foreach (var fault in found.Faults)
        {
            context.Report.Add(new CheckProblem(Step, null, Path.GetFileName(fault.Path), fault.Path, $"'{fault.Path}' cannot be read: {fault.Cause.Message}", fault.Cause));
        }

        var keeper = new QuarantineKeeper(context);
        var items = Identify(context, rows, found.Found, keeper, cancellationToken);
        Observe(context, items, keeper, cancellationToken);
        presence = StorageStep.Presence(context, nameof(context.Settings.Storage.FastStore), store);
        if (!presence.IsPresent)
        {
            return $"Suspended: {presence.Reason}"; // unmounted meanwhile: nothing that is not there now is gone
        }

        new VanishedDatasets(context).Report(rows, found);
        keeper.Write();
        if (found.Changed.Count > 0 || found.Forgotten.Count > 0)
        {
            context.Gate.WriteOwn((database, lease) => database.WriteFolders(found.Changed, found.Forgotten, lease));
        }

        return null;
    }

    // Duplicate paths exist: the oldest row is the one that is kept up to date, the others are named.
    private static Dictionary<string, Dataset> ReadRows(CheckContext context, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, Dataset>(StringComparer.Ordinal);
        foreach (var row in context.Database.FindDatasets(new DatasetFilter { OnFastStore = true }, cancellationToken))
        {
            foreach (var problem in row.RowProblems)
            {
                context.Report.Add(new CheckProblem(CheckStep.Acquisition, row.Id, row.Name, row.Path, $"Row {row.Id} ({row.Name}): {problem}", null));
            }

            var path = Path.TrimEndingDirectorySeparator(row.Path!);
            if (!rows.TryAdd(path, row with { Path = path }))
            {
                context.Report.Add(new CheckProblem(
                    CheckStep.Acquisition,
                    row.Id,
                    row.Name,
                    path,
                    FormattableString.Invariant($"Rows {rows[path].Id} and {row.Id} name the same folder; row {row.Id} is left as it is."),
                    null));
            }
        }

        return rows;
    }

    private static List<ObservationItem> Identify(
        CheckContext context,
        Dictionary<string, Dataset> rows,
        IReadOnlyList<FoundDataset> found,
        QuarantineKeeper keeper,
        CancellationToken cancellationToken)
    {
        var identification = new DatasetIdentification(context, rows);
        var items = new List<ObservationItem>();
        foreach (var dataset in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (keeper.IsQuarantined(dataset.Path))
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
                keeper.Failed(dataset.Path, rows.GetValueOrDefault(dataset.Path)?.Id, e);
            }
        }

        return items;
    }

    private static void Observe(CheckContext context, List<ObservationItem> items, QuarantineKeeper keeper, CancellationToken cancellationToken)
    {
        var open = context.Database.ReadOpenAttention().ToLookup(attention => attention.Path, StringComparer.Ordinal);
        var changes = new ImagingChange(
            context.Now,
            context.Time,
            context.State.Since,
            path => WindowsPath.Of(path, context.Settings.Storage));
        var writer = new DecisionWriter(context, DatasetsPerWrite);
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
                writer.Flush(); // what was decided before a stop is written
                throw;
            }

            foreach (var look in looks)
            {
                Settle(context, look, changes, open[look.Item.FormerPath ?? look.Item.Path].ToList(), writer, keeper);
                context.Observer.Progress(CheckStep.Acquisition, ++done, items.Count, look.Item.Name);
            }
        }

        writer.Flush();
    }

    // What cannot be seen is not gone.
    private static bool IsThere(CheckContext context, string path)
    {
        try
        {
            return context.Files.Find(path) is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void Settle(
        CheckContext context,
        ImagingLook look,
        ImagingChange changes,
        List<AttentionRecord> open,
        DecisionWriter writer,
        QuarantineKeeper keeper)
    {
        var item = look.Item;
        if (look.Failure is { } failure)
        {
            if (item.Row is null || IsThere(context, item.Path))
            {
                keeper.Failed(item.Path, item.Row?.Id, failure);
            }

            return; // gone meanwhile: the next check sees that it has vanished
        }

        keeper.Succeeded(item.Path);
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
        if (changes.Of(subject, observation, decision, look.Record, look.Identity, open) is { } changeSet)
        {
            writer.Add(changeSet with { FormerPath = item.FormerPath });
        }

        if (observation.FullListing && item.Row is { } row)
        {
            writer.EnsureMarker(item.Path, row.Id);
        }
    }
}

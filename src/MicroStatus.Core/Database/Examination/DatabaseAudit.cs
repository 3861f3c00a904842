using System.Runtime.CompilerServices;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Database.Examination;

/// <summary>Examines the database: the file, then row by row what it means. It reads, and changes nothing.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="skipFiles">The stores and the cluster are not looked at.</param>
public sealed class DatabaseAudit(IBackend backend, StatusSettings settings, bool skipFiles)
{
    private readonly DateTimeOffset _now = backend.Clock(settings).GetUtcNow();

    /// <summary>A store that is absent, so that nothing is concluded about what should be there.</summary>
    public Action<string> Suspended { get; init; } = _ => { };

    /// <summary>A row that could not be examined, and why.</summary>
    public Action<Dataset, Exception> Failed { get; init; } = (_, _) => { };

    /// <summary>Rows examined so far, and the name of the last one.</summary>
    public Action<int, string> Progress { get; init; } = (_, _) => { };

    /// <summary>Examines.</summary>
    /// <param name="cancellationToken">Ends the examination.</param>
    /// <returns>Each finding as it is made.</returns>
    /// <exception cref="StatusException">As for <see cref="IDatabaseExamination.Examine"/>.</exception>
    public async IAsyncEnumerable<ExaminedFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = backend.DatabaseFiles(settings);
        var file = files.Examination.Examine(cancellationToken);
        foreach (var finding in FileFindings.Of(file))
        {
            yield return finding;
        }

        if (file.Obstacle is not null || (file.IntegrityFaults.Count > 0 && !file.AreOnlyIndexes) || file.Schema.Any(difference => difference.Kind == SchemaDifferenceKind.Broken))
        {
            yield break; // its rows cannot be relied on
        }

        using var database = files.Open(DatabaseAccess.ReadOnly, cancellationToken);
        var whereabouts = new DatasetWhereabouts(settings, backend.Files, database);
        foreach (var store in skipFiles ? [] : whereabouts.Suspended)
        {
            Suspended(store);
        }

        await foreach (var finding in RowsAsync(database, whereabouts, file, cancellationToken))
        {
            yield return finding;
        }

        foreach (var finding in Memory(database, whereabouts, file))
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<ExaminedFinding> RowsAsync(
        IDatasetDatabase database,
        DatasetWhereabouts whereabouts,
        FileExamination file,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var references = file.References
            .Where(reference => reference.Table == "dataset")
            .SelectMany(reference => reference.Rows, (reference, row) => (Row: row, reference.Column))
            .ToLookup(pair => pair.Row, pair => pair.Column);
        var rows = new RowFindings(_now, references);
        var duplicates = new DuplicateFindings();
        var places = new RowPlaces(backend, settings, whereabouts, _now);
        var moves = new RowMoves(backend, settings);
        var done = 0;
        foreach (var row in database.FindDatasets(new DatasetFilter(), cancellationToken))
        {
            duplicates.Add(row);
            var findings = rows.Of(row).ToList();
            try
            {
                findings.AddRange(skipFiles ? places.OfPaths(row) : places.Of(row));
                if (!skipFiles && row is { Moving: true, Moved: false } && await moves.OfAsync(row, cancellationToken) is { } move)
                {
                    findings.Add(move);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Failed(row, e);
            }

            foreach (var finding in findings)
            {
                yield return finding;
            }

            Progress(++done, row.Name);
        }

        foreach (var finding in duplicates.All())
        {
            yield return finding;
        }
    }

    private IEnumerable<ExaminedFinding> Memory(IDatasetDatabase database, DatasetWhereabouts whereabouts, FileExamination file)
    {
        var memory = new MemoryFindings(_now, settings.Database.OldAfter);
        foreach (var folder in skipFiles ? [] : file.Remembered)
        {
            if (MemoryFindings.Of(folder, IsGone(folder.Path, whereabouts)) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var record in database.ReadQuarantine())
        {
            if (memory.Of(record, settings.Check.QuarantineAfter) is { } finding)
            {
                yield return finding;
            }
        }

        if (memory.OfOutbox(file.WaitingMessages, file.OldestMessage) is { } outbox)
        {
            yield return outbox;
        }
    }

    // What no discovery can find is gone; what cannot be seen is not.
    private bool IsGone(string path, DatasetWhereabouts whereabouts)
    {
        if (StorePath.Of(path, settings.Storage).Kind != StorePathKind.OnFastStore)
        {
            return true;
        }

        try
        {
            return whereabouts.FastStore.IsPresent && backend.Files.Find(path) is not { Kind: EntryKind.Folder };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

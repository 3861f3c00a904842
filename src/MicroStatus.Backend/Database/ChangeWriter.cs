using Microsoft.Data.Sqlite;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Writes change sets, each whole or not at all, inside the caller's transaction.</summary>
/// <param name="connection">The database.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="storage">The space on the stores.</param>
/// <param name="events">The history.</param>
/// <param name="external">What others did to the rows.</param>
/// <param name="outbox">Messages due.</param>
/// <param name="moves">Moves to Hive.</param>
/// <param name="intents">Acts on the outside.</param>
/// <param name="trash">Files that were taken elsewhere.</param>
/// <param name="processing">Processing.</param>
/// <param name="montages">Montages that checks make.</param>
/// <param name="labTime">How times are written.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class ChangeWriter(
    LabConnection connection,
    OwnMemory memory,
    StorageHistory storage,
    EventLog events,
    ExternalChanges external,
    Outbox outbox,
    MoveTable moves,
    IntentTable intents,
    TrashTable trash,
    ProcessingTable processing,
    MontageTable montages,
    LabTime labTime,
    TimeProvider clock)
{
    private readonly DatasetWriter _datasets = new(connection, labTime);

    /// <summary>Writes change sets, each whole or not at all.</summary>
    /// <param name="changeSets">The change sets.</param>
    /// <param name="ownTablesOnly">Only what is remembered is written.</param>
    /// <returns>What became of each.</returns>
    public IReadOnlyList<AppliedChange> Apply(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly)
    {
        if (changeSets.Count > 1 && !changeSets.Any(changes => changes.IsWhole) && TryAll(changeSets, ownTablesOnly, out _) is { } together)
        {
            return together;
        }

        // One of them fails, or may: each by itself, so that the others are written.
        return [.. changeSets.Select(changes => TryAll([changes], ownTablesOnly, out var error)?[0] ?? new AppliedChange(changes, changes.Id, [], error))];
    }

    // All of them inside one savepoint, or none.
    private List<AppliedChange>? TryAll(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly, out Exception? error)
    {
        error = null;
        connection.Execute("SAVEPOINT change_set");
        try
        {
            var applied = ownTablesOnly ? changeSets.Select(Remember).ToList() : WriteAll(changeSets);
            if (applied.Exists(change => change.ChangeSet.IsWhole && change.Refused.Count > 0))
            {
                connection.Execute("ROLLBACK TO change_set");
            }

            connection.Execute("RELEASE change_set");
            return applied;
        }
        catch (Exception e) when (e is SqliteException or StatusException && connection.InTransaction())
        {
            // Only a fault of the whole database ends the transaction by itself; anything else concerns these change sets alone.
            connection.Execute("ROLLBACK TO change_set");
            connection.Execute("RELEASE change_set");
            error = e is SqliteException sqlite ? DatabaseErrors.From(sqlite, connection.Path) : e;
            return null;
        }
    }

    private List<AppliedChange> WriteAll(IReadOnlyList<DatasetChangeSet> changeSets)
    {
        var rows = changeSets
            .Where(changes => changes is { Registration: null, Fields.Count: > 0, Id: not null })
            .Select(changes => changes.Id!.Value)
            .Distinct()
            .ToList();

        // What others did to the rows is told before they are taken as seen.
        external.Note(rows);
        _datasets.Read(rows);
        var entries = new Dictionary<long, int>();
        var applied = changeSets.Select(changes => Write(changes, entries)).ToList();
        external.See([.. rows, .. applied.Where(change => change.ChangeSet.Registration is not null).Select(change => change.Id!.Value)]);
        events.NoteThreads(entries);
        return applied;
    }

    private AppliedChange Remember(DatasetChangeSet changes)
    {
        if (changes.Observation is { } observation)
        {
            memory.WriteObservation(observation);
        }

        if (changes.Storage is { } record)
        {
            storage.Write(record);
        }

        if (changes.Processing is { } stand)
        {
            processing.Write(stand);
        }

        return new AppliedChange(changes, changes.Id, [], Error: null);
    }

    private AppliedChange Write(DatasetChangeSet changes, Dictionary<long, int> entries)
    {
        var now = clock.GetUtcNow();
        var id = changes.Registration is { } registration ? _datasets.Insert(registration, now) : changes.Id;
        var (written, refused) = WriteRow(changes, id);

        // Set by a person since it was read: then it is the person's, although it is what we want too.
        var isPausedMeanwhile = changes.Fields.Any(change => change is { Field: DatasetField.Paused, To: 1L }) && !written.Any(change => change.Field == DatasetField.Paused);
        var refusedColumns = refused.Select(change => DatasetColumn.Of(change.Field).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var told = changes.Events.Where(entry => entry.Field is null || !refusedColumns.Contains(entry.Field)).ToList();
        events.AddAll(told, changes.Registration is null ? Details(changes, written, now) : [], id, entries);

        // Refused status: someone else has decided meanwhile. What was concluded from the old one is left to the next check.
        if (!refused.Any(change => change.Field is DatasetField.ImagingStatus or DatasetField.ProcessingStatus))
        {
            WriteConclusions(changes with { PausedByUs = changes.PausedByUs && !isPausedMeanwhile }, id, now);
        }

        return new AppliedChange(changes, id, refused, Error: null);
    }

    private RowUpdate WriteRow(DatasetChangeSet changes, long? id)
    {
        if (changes.Fields.Count == 0)
        {
            return RowUpdate.Nothing;
        }

        if (id is not { } row)
        {
            throw new StatusException(
                "DatasetNotFound", StatusErrorCategory.NotFound, $"'{changes.Path}' has no row whose columns could change.", null, changes.Path);
        }

        var update = _datasets.Update(row, changes.Fields);

        // Of a whole change set nothing may have been done by someone else already either.
        return changes.IsWhole
            ? update with { Refused = [.. changes.Fields.Where(field => !update.Written.Any(written => written.Field == field.Field))] }
            : update;
    }

    // Columns that no entry of the change set tells by itself. A registration tells the whole row.
    private static List<DatasetEvent> Details(DatasetChangeSet changes, IReadOnlyList<FieldChange> written, DateTimeOffset now)
    {
        var told = changes.Events.Select(entry => entry.Field).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. written.Select(change => (Change: change, Column: DatasetColumn.Of(change.Field).Name)).Where(pair => !told.Contains(pair.Column)).Select(pair => new DatasetEvent
            {
                Time = now,
                Name = changes.Name,
                Path = changes.Path,
                Kind = ColumnAuthors.IsRunning(pair.Column) ? EventKind.Progress : EventKind.Details,
                Field = pair.Column,
                From = Show(pair.Change.Field, pair.Change.From),
                To = Show(pair.Change.Field, pair.Change.To),
                Why = changes.Events.FirstOrDefault()?.Why ?? "What the files prove.",
            }),
        ];
    }

    // The summary is derived anew again and again; its text is the row's.
    private static string? Show(DatasetField field, object? value) =>
        value is null || field == DatasetField.ImagingSummary ? null : StoredValue.Show(value);

    private void WriteConclusions(DatasetChangeSet changes, long? id, DateTimeOffset now)
    {
        if (changes.FormerPath is { } former && former != changes.Path)
        {
            connection.Execute("DELETE FROM observation WHERE path = @to", ("@to", changes.Path));
            connection.Execute("UPDATE observation SET path = @to WHERE path = @from", ("@to", changes.Path), ("@from", former));
            connection.Execute("UPDATE attention SET path = @to WHERE path = @from AND closed IS NULL", ("@to", changes.Path), ("@from", former));
            outbox.FollowPictures(former, changes.Path);
        }

        if (changes.ClosedEpisodes.Count > 0)
        {
            connection.Execute($"UPDATE attention SET closed = @now WHERE episode IN ({SqlNumbers.List(changes.ClosedEpisodes)}) AND closed IS NULL", ("@now", StoredTime.Write(now)));
        }

        foreach (var reason in changes.Opened)
        {
            Open(changes, reason, now);
        }

        if (changes.Montage is { } montage)
        {
            montages.Write(montage);
        }

        storage.Write(changes.Warnings);
        WriteMove(changes, id, now);
        foreach (var message in changes.Messages)
        {
            outbox.Insert(message, id);
        }

        Remember(changes);
    }

    private void WriteMove(DatasetChangeSet changes, long? id, DateTimeOffset now)
    {
        if (changes.Move is { } move)
        {
            moves.Write(move);
        }

        if (changes.ReleasesHold && id is { } row)
        {
            moves.Release(row);
        }

        if (changes.Hold is { } hold)
        {
            moves.Write(hold);
        }

        if (changes.Command is { } command)
        {
            processing.Write(command);
        }

        foreach (var relocation in changes.Relocations)
        {
            trash.Write(relocation);
        }

        foreach (var intent in changes.Begins)
        {
            intents.Begin(intent);
        }

        foreach (var end in changes.Ends)
        {
            intents.End(end, now);
        }
    }

    private void Open(DatasetChangeSet changes, AttentionReason reason, DateTimeOffset now)
    {
        // Kind and subject make one reason: one that is open already goes on, with the newest words.
        var isNew = connection.Execute(
            """
            INSERT INTO attention (path, kind, subject, text, opened, paused_by_us)
            SELECT @path, @kind, @subject, @text, @opened, @paused
            WHERE NOT EXISTS (SELECT 1 FROM attention WHERE path = @path AND kind = @kind AND subject = @subject AND closed IS NULL)
            """,
            ("@path", changes.Path),
            ("@kind", reason.Kind),
            ("@subject", reason.Subject),
            ("@text", reason.Text),
            ("@opened", StoredTime.Write(now)),
            ("@paused", changes.PausedByUs ? 1 : 0)) > 0;
        if (!isNew)
        {
            connection.Execute(
                "UPDATE attention SET text = @text WHERE path = @path AND kind = @kind AND subject = @subject AND closed IS NULL",
                ("@text", reason.Text),
                ("@path", changes.Path),
                ("@kind", reason.Kind),
                ("@subject", reason.Subject));
        }
    }
}

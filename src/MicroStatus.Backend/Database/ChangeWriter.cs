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
    LabTime labTime,
    TimeProvider clock)
{
    private readonly DatasetWriter _datasets = new(connection, labTime);

    /// <summary>Writes a change set inside a savepoint of its own.</summary>
    /// <param name="changes">The change set.</param>
    /// <param name="ownTablesOnly">Only what is remembered is written.</param>
    /// <returns>What became of it.</returns>
    public AppliedChange Apply(DatasetChangeSet changes, bool ownTablesOnly)
    {
        connection.Execute("SAVEPOINT change_set");
        try
        {
            var applied = ownTablesOnly ? Remember(changes) : Write(changes);
            if (changes.IsWhole && applied.Refused.Count > 0)
            {
                connection.Execute("ROLLBACK TO change_set");
            }

            connection.Execute("RELEASE change_set");
            return applied;
        }
        catch (Exception e) when (e is SqliteException or StatusException && connection.InTransaction())
        {
            // Only a fault of the whole database ends the transaction by itself; anything else concerns this change set alone.
            connection.Execute("ROLLBACK TO change_set");
            connection.Execute("RELEASE change_set");
            return new AppliedChange(changes, changes.Id, [], e is SqliteException sqlite ? DatabaseErrors.From(sqlite, connection.Path) : e);
        }
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

    private AppliedChange Write(DatasetChangeSet changes)
    {
        var now = clock.GetUtcNow();
        var id = changes.Registration is { } registration ? _datasets.Insert(registration, now) : changes.Id;
        var isPausedByUs = changes.PausedByUs && !IsPausedMeanwhile(changes);
        var (written, refused) = WriteRow(changes, id);
        var refusedColumns = refused.Select(change => DatasetColumn.Of(change.Field).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in changes.Events.Where(entry => entry.Field is null || !refusedColumns.Contains(entry.Field)))
        {
            events.Add(entry, id);
        }

        if (changes.Registration is null)
        {
            AddDetails(changes, written, id, now);
        }

        // Refused status: someone else has decided meanwhile. What was concluded from the old one is left to the next check.
        if (!refused.Any(change => change.Field is DatasetField.ImagingStatus or DatasetField.ProcessingStatus))
        {
            WriteConclusions(changes with { PausedByUs = isPausedByUs }, id, now);
        }

        return new AppliedChange(changes, id, refused, Error: null);
    }

    private RowUpdate WriteRow(DatasetChangeSet changes, long? id)
    {
        if (id is not { } row)
        {
            return changes.Fields.Count == 0
                ? RowUpdate.Nothing
                : throw new StatusException(
                    "DatasetNotFound", StatusErrorCategory.NotFound, $"'{changes.Path}' has no row whose columns could change.", null, changes.Path);
        }

        if (changes.Fields.Count == 0 && changes.Registration is null)
        {
            return RowUpdate.Nothing;
        }

        // What others did to the row is told before it is taken as seen.
        if (changes.Registration is null)
        {
            external.Note(row);
        }

        var update = changes.Fields.Count == 0 ? RowUpdate.Nothing : _datasets.Update(row, changes.Fields);
        external.See(row);

        // Of a whole change set nothing may have been done by someone else already either.
        return changes.IsWhole
            ? update with { Refused = [.. changes.Fields.Where(field => !update.Written.Any(written => written.Field == field.Field))] }
            : update;
    }

    // Columns that no entry of the change set tells by itself. A registration tells the whole row.
    private void AddDetails(DatasetChangeSet changes, IReadOnlyList<FieldChange> written, long? id, DateTimeOffset now)
    {
        var told = changes.Events.Select(entry => entry.Field).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var change in written)
        {
            var column = DatasetColumn.Of(change.Field).Name;
            if (!told.Contains(column))
            {
                events.AddRunning(
                    new DatasetEvent
                    {
                        Time = now,
                        Name = changes.Name,
                        Path = changes.Path,
                        Kind = ColumnAuthors.IsRunning(column) ? EventKind.Progress : EventKind.Details,
                        Field = column,
                        From = Show(change.Field, change.From),
                        To = Show(change.Field, change.To),
                        Why = changes.Events.FirstOrDefault()?.Why ?? "What the files prove.",
                    },
                    id);
            }
        }
    }

    // The summary is derived anew again and again; its text is the row's.
    private static string? Show(DatasetField field, object? value) =>
        value is null || field == DatasetField.ImagingSummary ? null : StoredValue.Show(value);

    // Set by a person since it was read: then it is the person's, although it is what we want too.
    private bool IsPausedMeanwhile(DatasetChangeSet changes) =>
        changes.Id is { } id
        && changes.Fields.Any(change => change is { Field: DatasetField.Paused, To: 1L })
        && connection.Scalar("SELECT COALESCE(paused, 0) FROM dataset WHERE id = @id", ("@id", id)) is not null and not 0L;

    private void WriteConclusions(DatasetChangeSet changes, long? id, DateTimeOffset now)
    {
        if (changes.FormerPath is { } former && former != changes.Path)
        {
            connection.Execute("DELETE FROM observation WHERE path = @to", ("@to", changes.Path));
            connection.Execute("UPDATE observation SET path = @to WHERE path = @from", ("@to", changes.Path), ("@from", former));
            connection.Execute("UPDATE attention SET path = @to WHERE path = @from AND closed IS NULL", ("@to", changes.Path), ("@from", former));
        }

        foreach (var episode in changes.ClosedEpisodes)
        {
            connection.Execute("UPDATE attention SET closed = @now WHERE episode = @episode AND closed IS NULL", ("@now", StoredTime.Write(now)), ("@episode", episode));
        }

        foreach (var reason in changes.Opened)
        {
            Open(changes, reason, now);
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
        var isOpen = connection.Execute(
            "UPDATE attention SET text = @text WHERE path = @path AND kind = @kind AND subject = @subject AND closed IS NULL",
            ("@text", reason.Text),
            ("@path", changes.Path),
            ("@kind", reason.Kind),
            ("@subject", reason.Subject)) > 0;
        if (!isOpen)
        {
            connection.Execute(
                "INSERT INTO attention (path, kind, subject, text, opened, paused_by_us) VALUES (@path, @kind, @subject, @text, @opened, @paused)",
                ("@path", changes.Path),
                ("@kind", reason.Kind),
                ("@subject", reason.Subject),
                ("@text", reason.Text),
                ("@opened", StoredTime.Write(now)),
                ("@paused", changes.PausedByUs ? 1 : 0));
        }
    }
}

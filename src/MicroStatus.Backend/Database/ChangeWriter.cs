using Microsoft.Data.Sqlite;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Writes change sets, each whole or not at all, inside the caller's transaction.</summary>
/// <param name="connection">The database.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="events">The history.</param>
/// <param name="labTime">How times are written.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class ChangeWriter(LabConnection connection, OwnMemory memory, EventLog events, LabTime labTime, TimeProvider clock)
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

        return new AppliedChange(changes, changes.Id, [], Error: null);
    }

    private AppliedChange Write(DatasetChangeSet changes)
    {
        var now = clock.GetUtcNow();
        var id = changes.Registration is { } registration ? _datasets.Insert(registration, now) : changes.Id;
        var isPausedByUs = changes.PausedByUs && !IsPausedMeanwhile(changes);
        var refused = changes.Fields.Count == 0
            ? []
            : _datasets.Update(id ?? throw new StatusException(
                "DatasetNotFound", StatusErrorCategory.NotFound, $"'{changes.Path}' has no row whose columns could change.", null, changes.Path), changes.Fields);
        var refusedColumns = refused.Select(change => DatasetColumn.Of(change.Field).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in changes.Events.Where(entry => entry.Field is null || !refusedColumns.Contains(entry.Field)))
        {
            events.Add(entry, id);
        }

        // Refused status: someone else has decided meanwhile. What was concluded from the old one is left to the next check.
        if (!refused.Any(change => change.Field is DatasetField.ImagingStatus or DatasetField.ProcessingStatus))
        {
            WriteConclusions(changes with { PausedByUs = isPausedByUs }, id, now);
        }

        return new AppliedChange(changes, id, refused, Error: null);
    }

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

        foreach (var message in changes.Messages)
        {
            connection.Execute(
                """
                INSERT OR IGNORE INTO outbox (dedup_key, state, kind, severity, text, created, dataset_id)
                VALUES (@key, 'pending', @kind, @severity, @text, @created, @id)
                """,
                ("@key", message.DeduplicationKey),
                ("@kind", message.Kind),
                ("@severity", message.Severity.ToString()),
                ("@text", message.Text),
                ("@created", StoredTime.Write(now)),
                ("@id", id));
        }

        Remember(changes);
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

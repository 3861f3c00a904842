using System.Globalization;
using Microsoft.Data.Sqlite;
using MicroStatus.Database.Examination;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Reads what a database file itself tells.</summary>
/// <param name="connector">Opens connections.</param>
internal sealed class DatabaseExaminer(DatabaseConnector connector)
{
    /// <summary>Examines.</summary>
    /// <param name="path">The database.</param>
    /// <param name="cancellationToken">Ends the examination, also amid a long statement.</param>
    /// <returns>What was found.</returns>
    public FileExamination Examine(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = connector.OpenReadOnly(path, cancellationToken);
        using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return connection.Read(() => Read(connection));
        }
        catch (StatusException e) when (e.ErrorId == "DatabaseCorrupt")
        {
            return new FileExamination { Path = path, Obstacle = e };
        }
        catch (StatusException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT })
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    private static FileExamination Read(LabConnection connection)
    {
        var examination = new FileExamination { Path = connection.Path, Obstacle = ObstacleOf(connection), IntegrityFaults = IntegrityCheck.Run(connection) };
        if (examination.IntegrityFaults.Count > 0)
        {
            examination = examination with { AreOnlyIndexes = IntegrityCheck.AreOnlyIndexes(examination.IntegrityFaults) };
            if (!examination.AreOnlyIndexes)
            {
                return examination;
            }
        }

        var (references, others) = References(connection);
        examination = examination with { References = references };
        if (examination.Obstacle is not null)
        {
            return examination with { Schema = [.. ShapeOf(connection), .. others] };
        }

        examination = examination with { Schema = [.. SchemaComparison.Run(connection), .. others] };
        return examination.Schema.Any(difference => difference.Kind == SchemaDifferenceKind.Broken) ? examination : ReadOwn(connection, examination);
    }

    private static StatusException? ObstacleOf(LabConnection connection)
    {
        try
        {
            SchemaVersion.RequireCurrent(connection);
            return null;
        }
        catch (StatusException e) when (e.ErrorId == "DatabaseNeedsUpdate")
        {
            return e;
        }
    }

    // A definition of others may refer to what cannot be referred to; SQLite then checks nothing.
    private static (IReadOnlyList<DanglingReference> References, IReadOnlyList<SchemaDifference> Unchecked) References(LabConnection connection)
    {
        try
        {
            return (ReferenceCheck.Run(connection), []);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            return ([], [new SchemaDifference(SchemaDifferenceKind.Extra, "references", "A table refers to columns that cannot be referred to, so that references could not be checked.")]);
        }
    }

    private static IEnumerable<SchemaDifference> ShapeOf(LabConnection connection) =>
        SchemaVersion.Read(connection) > 0
            ? []
            : DatasetShape.Of(connection).Differences.Concat(NameCollisions.Of(connection, 0)).Select(difference => new SchemaDifference(
                SchemaDifferenceKind.Broken,
                difference.Split([',', ' '], 2)[0],
                $"The tables are not those of a dataset database: {difference}. Update-DatasetDb refuses it."));

    private static FileExamination ReadOwn(LabConnection connection, FileExamination examination)
    {
        var waiting = Convert.ToInt64(connection.Scalar("SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending', 'unsure')"), CultureInfo.InvariantCulture);
        return examination with
        {
            HasSummaryRow = connection.Scalar("SELECT 1 FROM warning WHERE type = 'daily_summary' LIMIT 1") is not null,
            Remembered = ReadRemembered(connection),
            WaitingMessages = waiting,
            OldestMessage = StoredTime.Read(connection.Scalar("SELECT MIN(created) FROM outbox WHERE state IN ('pending', 'sending', 'unsure')") as string),
        };
    }

    // Closed episodes are history and stay under the name that a folder had.
    private static List<RememberedFolder> ReadRemembered(LabConnection connection)
    {
        using var command = connection.Command(
            """
            WITH known (path) AS MATERIALIZED (SELECT rtrim(path_on_fast_store, '/') FROM dataset WHERE path_on_fast_store IS NOT NULL),
                remembered (path, place) AS (
                    SELECT path, 'observation' FROM observation
                    UNION SELECT path, 'attention' FROM attention WHERE closed IS NULL
                    UNION SELECT path, 'quarantine' FROM quarantine)
            SELECT path, group_concat(place, ' ') FROM remembered WHERE path NOT IN (SELECT path FROM known) GROUP BY path ORDER BY path
            """);
        using var reader = command.ExecuteReader();
        var folders = new List<RememberedFolder>();
        while (reader.Read())
        {
            folders.Add(new RememberedFolder(reader.GetString(0), [.. reader.GetString(1).Split(' ').Order(StringComparer.Ordinal)]));
        }

        return folders;
    }
}

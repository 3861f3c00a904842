using Microsoft.Data.Sqlite;
using MicroStatus.Database.Examination;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Repairs what needs no thought; each repair is one transaction.</summary>
/// <param name="connector">Opens connections.</param>
internal sealed class DatabaseRepairer(DatabaseConnector connector)
{
    /// <summary>Repairs.</summary>
    /// <param name="path">The database.</param>
    /// <param name="repair">What to do.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>False when it did not put things right; then nothing was changed.</returns>
    public bool Repair(string path, FileRepair repair, CancellationToken cancellationToken)
    {
        using var connection = connector.OpenReadWrite(path, busyTimeout: null, cancellationToken);
        return repair.Kind switch
        {
            FileRepairKind.RebuildIndexes => RebuildIndexes(connection),
            FileRepairKind.CreateIndex => CreateIndex(connection, repair.Subject),
            FileRepairKind.AddSummaryRow => AddSummaryRow(connection),
            FileRepairKind.ForgetFolder => ForgetFolder(connection, repair.Subject),
            _ => throw new ArgumentOutOfRangeException(nameof(repair), repair.Kind, "Unknown repair."),
        };
    }

    /// <summary>Builds all indexes anew; what is not sound then is left as it was.</summary>
    /// <param name="connection">The database.</param>
    /// <returns>False when more than indexes is damaged.</returns>
    public static bool RebuildIndexes(LabConnection connection)
    {
        try
        {
            return connection.Write(() =>
            {
                connection.Execute("REINDEX");
                return IntegrityCheck.Run(connection).Count == 0 ? true : throw new SqliteException("unsound", raw.SQLITE_CORRUPT);
            });
        }
        catch (StatusException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_CONSTRAINT })
        {
            return false; // undone whole
        }
    }

    private static bool CreateIndex(LabConnection connection, string name) => connection.Write(() =>
    {
        if (connection.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = @name COLLATE NOCASE", ("@name", name)) is null)
        {
            connection.Execute(SchemaComparison.IndexDefinition(name) ?? throw new ArgumentException($"No migration makes an index '{name}'.", nameof(name)));
        }

        return true;
    });

    private static bool AddSummaryRow(LabConnection connection) => connection.Write(() =>
    {
        connection.Execute("INSERT INTO warning (type) SELECT 'daily_summary' WHERE NOT EXISTS (SELECT 1 FROM warning WHERE type = 'daily_summary')");
        return true;
    });

    // Unless someone has recorded the folder meanwhile.
    private static bool ForgetFolder(LabConnection connection, string path) => connection.Write(() =>
    {
        if (connection.Scalar("SELECT 1 FROM dataset WHERE rtrim(path_on_fast_store, '/') = @path LIMIT 1", ("@path", path)) is null)
        {
            connection.Execute("DELETE FROM observation WHERE path = @path", ("@path", path));
            connection.Execute("DELETE FROM attention WHERE path = @path AND closed IS NULL", ("@path", path));
            connection.Execute("DELETE FROM quarantine WHERE path = @path", ("@path", path));
        }

        return true;
    });
}

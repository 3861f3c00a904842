namespace MicroStatus.Backend.Database;

/// <summary>Verifies backups. They are opened for reading only, and nothing is made beside them.</summary>
/// <param name="connector">Opens connections.</param>
/// <param name="folder">The folder that others are found in.</param>
internal sealed class BackupInspector(DatabaseConnector connector, BackupFolder folder)
{
    /// <summary>Makes sure that a file is a sound SQLite database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>Rows of <c>dataset</c>; 0 when it has no such table.</returns>
    /// <exception cref="StatusException"><c>BackupNotFound</c>, <c>BackupNotSqlite</c>, <c>BackupVerificationFailed</c>.</exception>
    public long Verify(string path, CancellationToken cancellationToken) =>
        Read(path, path, connection => SchemaVersion.HasTable(connection, "dataset") ? SchemaVersion.CountDatasets(connection) : 0, cancellationToken);

    /// <summary>Makes sure that a file is a sound dataset database of a version that this program knows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backup">The backup that it stands for, which is named to the person.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StatusException">As for <see cref="Verify"/>; <c>DatabaseTooNew</c>, <c>DatabaseShapeUnknown</c>.</exception>
    public BackupContent Inspect(string path, string backup, CancellationToken cancellationToken) => Read(
        path,
        backup,
        connection =>
        {
            var version = SchemaVersion.Read(connection);
            var shape = DatasetShape.Of(connection);
            return shape.Differences.Count == 0
                ? new BackupContent(version, SchemaVersion.CountDatasets(connection))
                : throw DatasetShape.Unknown(backup, shape.Differences);
        },
        cancellationToken);

    private T Read<T>(string path, string backup, Func<LabConnection, T> read, CancellationToken cancellationToken)
    {
        try
        {
            // Its log would have to be read too, and reading that makes files.
            if (File.Exists(path) && File.Exists(path + "-wal"))
            {
                throw Unfinished(backup, inner: null);
            }

            using var connection = connector.OpenReadOnly(path, cancellationToken);
            return connection.Read(() => SchemaVersion.IsSound(connection) ? read(connection) : throw Damaged(backup, inner: null));
        }
        catch (StatusException e)
        {
            throw Explain(e, backup);
        }
    }

    private StatusException Explain(StatusException e, string backup) => e.ErrorId switch
    {
        "DatabaseNotFound" => new StatusException(
            "BackupNotFound", StatusErrorCategory.NotFound, $"There is no backup '{backup}'.", Others(), backup, e),
        "DatabaseNotSqlite" => new StatusException(
            "BackupNotSqlite",
            StatusErrorCategory.InvalidData,
            $"'{backup}' is no backup: it is empty, a folder, or not an SQLite database.",
            Others(),
            backup,
            e),
        "DatabaseCorrupt" or "DatabaseFailed" => Damaged(backup, e),
        "DatabaseNeedsRecovery" => Unfinished(backup, e),
        "DatabaseTooNew" => new StatusException(
            e.ErrorId, e.Category, $"The backup '{backup}' was made by a newer MicroStatus.", "Install the newer MicroStatus on this machine, or choose an older backup.", backup, e),
        "DatabaseShapeUnknown" => new StatusException(e.ErrorId, e.Category, e.Message, "Choose a backup of the dataset database. " + Others(), backup, e),
        _ => e,
    };

    private StatusException Damaged(string backup, Exception? inner) => new(
        "BackupVerificationFailed",
        StatusErrorCategory.InvalidData,
        $"The backup '{backup}' is damaged or cut off.",
        Others(),
        backup,
        inner);

    private StatusException Unfinished(string backup, Exception? inner) => new(
        "BackupVerificationFailed",
        StatusErrorCategory.InvalidData,
        $"'{backup}' is in use, or was copied while it was: a journal or log with a part of its content lies beside it.",
        "Copy it with Backup-DatasetDb instead. " + Others(),
        backup,
        inner);

    private string Others() => $"The backups of the lab lie in '{folder.Path}'; -Latest takes the newest daily one.";
}

using MicroStatus.Database.Examination;

namespace MicroStatus.Backend.Database;

/// <summary>Examines and repairs a database in SQLite.</summary>
/// <param name="connector">Opens connections.</param>
/// <param name="path">The database.</param>
/// <param name="requireBackupFolder">Makes the configured folder of the backups when it can be made.</param>
internal sealed class DatabaseExamination(DatabaseConnector connector, string path, Func<string> requireBackupFolder) : IDatabaseExamination
{
    /// <inheritdoc/>
    public FileExamination Examine(CancellationToken cancellationToken) => new DatabaseExaminer(connector).Examine(path, cancellationToken);

    /// <inheritdoc/>
    public bool Repair(FileRepair repair, CancellationToken cancellationToken) => new DatabaseRepairer(connector).Repair(path, repair, cancellationToken);

    /// <inheritdoc/>
    public string BackUpWithNewIndexes(string destination, CancellationToken cancellationToken)
    {
        // Made when it can be, as for every backup.
        _ = requireBackupFolder();
        new ReindexedCopy(connector).Make(path, destination, cancellationToken);
        return destination;
    }
}

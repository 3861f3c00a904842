namespace MicroStatus.Database;

/// <summary>What a restore does or did.</summary>
/// <param name="Path">The database.</param>
/// <param name="Backup">The backup that its content comes from.</param>
/// <param name="Replaced">Where the file that was there before is kept; null when there was none, or nothing has been done yet.</param>
/// <param name="DatasetsBefore">Rows of <c>dataset</c> before; null when there was no database that could be read.</param>
/// <param name="Datasets">Rows of <c>dataset</c> in the backup, hence afterwards.</param>
/// <param name="SchemaVersion">Schema version of the backup; 0 for one without tables of MicroStatus.</param>
/// <param name="NeedsUpdate">The schema is older than this program's: Update-DatasetDb comes next.</param>
/// <param name="Restored">True when it was done, false when it is only what would be done.</param>
public sealed record DatabaseRestore(
    string Path,
    string Backup,
    string? Replaced,
    long? DatasetsBefore,
    long Datasets,
    int SchemaVersion,
    bool NeedsUpdate,
    bool Restored);

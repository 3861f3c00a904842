namespace MicroStatus.Database;

/// <summary>A copy of the database in the folder for backups.</summary>
/// <param name="Path">The file.</param>
/// <param name="Date">The day of a daily backup; null for a copy made on another occasion.</param>
/// <param name="Modified">When it was made, as far as its modification time tells.</param>
/// <param name="Length">Bytes.</param>
public sealed record BackupFile(string Path, DateOnly? Date, DateTimeOffset Modified, long Length);

using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Storage;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>The configured folder for backups: what lies there, and what of it may go.</summary>
/// <remarks>Others keep files there too. Nothing is ever removed but a regular file whose name is exactly that of a daily backup.</remarks>
/// <param name="settings">The settings.</param>
/// <param name="labTime">The lab's time zone.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class BackupFolder(DatabaseSettings settings, LabTime labTime, TimeProvider clock)
{
    private readonly PosixFileTree _files = new();

    /// <summary>The names of backups.</summary>
    public BackupName Name { get; } = new(settings.BackupFileName, settings.Path);

    /// <summary>The folder.</summary>
    public string Path { get; } = settings.BackupFolder.Length > 1 ? settings.BackupFolder.TrimEnd('/') : settings.BackupFolder;

    /// <summary>The day at the lab.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), labTime.Zone).DateTime);

    /// <summary>Where today's backup lies or would lie.</summary>
    public string TodaysPath => System.IO.Path.Join(Path, Name.Of(Today));

    /// <summary>Makes sure that the folder is there; one level is made at most: what lies above may be a store that is not mounted.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="StatusException"><c>BackupFailed</c>.</exception>
    public string Require()
    {
        try
        {
            if (!Directory.Exists(Path) && Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
            {
                Directory.CreateDirectory(Path);
                SharedFile.AllowGroup(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("is not there and could not be made", e);
        }

        return Directory.Exists(Path) ? Path : throw Failed("is not there and could not be made", inner: null);
    }

    /// <summary>A name in the folder that nothing has, of a copy made now.</summary>
    /// <param name="occasion">Why it is made, for example <c>replaced</c>.</param>
    /// <returns>A path.</returns>
    public string UnusedPath(string occasion)
    {
        var time = labTime.Write(clock.GetUtcNow());
        var path = System.IO.Path.Join(Path, Name.Of($"{occasion}-{time}"));
        for (var i = 2; System.IO.Path.Exists(path); i++)
        {
            path = System.IO.Path.Join(Path, Name.Of(FormattableString.Invariant($"{occasion}-{time}_{i}")));
        }

        return path;
    }

    /// <summary>Copies of the database.</summary>
    /// <returns>The newest first.</returns>
    public IReadOnlyList<BackupFile> Find()
    {
        try
        {
            return
            [
                .. _files.List(Path)
                    .Where(entry => entry.Kind == EntryKind.File && IsBackupName(entry.Name))
                    .Select(entry => Look(entry.Name))
                    .OfType<BackupFile>()
                    .OrderByDescending(backup => backup.Modified)
                    .ThenByDescending(backup => backup.Path, StringComparer.Ordinal),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("cannot be read", e);
        }
    }

    /// <summary>Daily backups that are not kept, as if today's were there already.</summary>
    /// <returns>The oldest first.</returns>
    public IReadOnlyList<BackupFile> FindExpired()
    {
        var today = Today;
        var daily = Find().Where(backup => backup.Date is not null).ToList();
        var kept = new BackupRetention(settings.Retention).Keep(daily.Select(backup => backup.Date!.Value).Append(today), today);
        return [.. daily.Where(backup => !kept.Contains(backup.Date!.Value)).OrderBy(backup => backup.Date)];
    }

    /// <summary>Removes a daily backup, as long as it is one, and today's is there.</summary>
    /// <param name="backup">The backup.</param>
    /// <returns>False when it was left alone.</returns>
    /// <exception cref="StatusException"><c>BackupRemovalFailed</c>.</exception>
    public bool Remove(BackupFile backup)
    {
        var name = System.IO.Path.GetFileName(backup.Path);
        try
        {
            if (Look(name) is not { Date: { } date } present || present.Path != backup.Path || date >= Today || !File.Exists(TodaysPath))
            {
                return false;
            }

            File.Delete(present.Path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StatusException(
                "BackupRemovalFailed",
                StatusErrorCategory.Failure,
                $"The old backup '{backup.Path}' could not be removed: {e.Message}",
                "Ask for the right to write in the folder for backups, or remove it by hand.",
                backup.Path,
                e);
        }
    }

    private bool IsBackupName(string name) =>
        Name.DateOf(name) is not null
        || (!name.StartsWith('.') && name.Contains(Name.Stem, StringComparison.Ordinal) && name.EndsWith(Name.Ending, StringComparison.Ordinal));

    // Null when it is gone, no regular file any more, or the database itself, which somebody may keep in this folder.
    private BackupFile? Look(string name)
    {
        var path = System.IO.Path.Join(Path, name);
        return _files.Find(path) is { Kind: EntryKind.File } facts && path != settings.Path
            ? new BackupFile(path, Name.DateOf(name), TimeZoneInfo.ConvertTime(facts.Modified, labTime.Zone), facts.Length)
            : null;
    }

    private StatusException Failed(string what, Exception? inner) => new(
        "BackupFailed",
        StatusErrorCategory.NotFound,
        $"The folder for backups '{Path}' {what}.",
        "Check that the store is mounted and Database:BackupFolder in the settings is right.",
        Path,
        inner);
}

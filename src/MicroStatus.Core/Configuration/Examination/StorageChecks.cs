using System.Globalization;
using System.Runtime.CompilerServices;
using MicroStatus.Database;
using MicroStatus.Storage;

namespace MicroStatus.Configuration.Examination;

/// <summary>Tries whether stores, database and folders can be used (lab.md §1, §6, §13). Permissions are asked for; nothing is written.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
internal sealed class StorageChecks(IBackend backend, StatusSettings settings)
{
    private const string Permissions = "Give the user that runs the checks the right to write there, and look whether the store is mounted read-only.";

    /// <summary>Tries.</summary>
    /// <param name="cancellationToken">Stops between two checks.</param>
    /// <returns>What was seen.</returns>
    public async IAsyncEnumerable<SettingsCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (found, database) = Database(cancellationToken);
        using (database)
        {
            foreach (var check in LabStore.All(settings.Storage).SelectMany(store => Store(store, database)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return check;
            }
        }

        yield return found;
        yield return Writable("database folder writable", System.IO.Path.GetDirectoryName(settings.Database.Path) ?? "/", SettingsCheckOutcome.Failed);
        yield return Writable("backup folder writable", settings.Database.BackupFolder, SettingsCheckOutcome.Failed);
        yield return Writable("log folder writable", settings.Logging.Folder, SettingsCheckOutcome.Failed);
    }

    private IEnumerable<SettingsCheck> Store(LabStore store, IDatasetDatabase? database)
    {
        var root = store.Settings.Root;
        var presence = Presence(store, database, out var note);
        yield return presence.IsPresent
            ? Result($"{store.Name} present", root, SettingsCheckOutcome.Passed, $"It lists its folder {store.Settings.AcquireFolder}.{note}")
            : Result(
                $"{store.Name} present",
                root,
                SettingsCheckOutcome.Failed,
                presence.Reason ?? "It is not there.",
                $"Mount {store.Name}, or set Storage:{store.Name}:Root to where it is mounted. Until then nothing is decided about its datasets.");
        if (!presence.IsPresent)
        {
            yield return Result($"{store.Name} measurable", root, SettingsCheckOutcome.Skipped, "Not tried: the store is absent.");
            yield return Result($"{store.Name} writable", store.Settings.AcquirePath, SettingsCheckOutcome.Skipped, "Not tried: the store is absent.");
            yield break;
        }

        yield return presence.IsMountPoint
            ? Result($"{store.Name} mounted", root, SettingsCheckOutcome.Passed, "It is a file system of its own.")
            : Result(
                $"{store.Name} mounted",
                root,
                SettingsCheckOutcome.Warning,
                "It lies on the file system of the folder above: an empty folder in place of the store would be noticed only by what it does not list.",
                $"When {store.Name} is a store of its own, mount it there.");
        yield return Measurable(store);
        yield return Writable(
            $"{store.Name} writable",
            store.Settings.AcquirePath,
            store.TakesAcquisitions ? SettingsCheckOutcome.Failed : SettingsCheckOutcome.Warning);
        yield return Writable($"{store.Name} trash writable", store.Settings.TrashPath, SettingsCheckOutcome.Warning);
    }

    private StorePresence Presence(LabStore store, IDatasetDatabase? database, out string note)
    {
        note = string.Empty;
        var wasMounted = false;
        try
        {
            wasMounted = database?.ReadNote(StorePresence.MountNote(store.Name, store.Settings)) is not null;
        }
        catch (StatusException e)
        {
            note = $" Whether it was mounted before is not known: {e.Message}";
        }

        return StorePresence.Look(store.Settings, backend.Files, wasMounted);
    }

    private SettingsCheck Measurable(LabStore store)
    {
        try
        {
            var space = backend.Volumes.Measure(store.Settings.Root);
            var text = string.Create(CultureInfo.InvariantCulture, $"{space.Percent} % of {ByteText.Of(space.Size)} used, {ByteText.Of(space.Free)} free.");
            return Result($"{store.Name} measurable", store.Settings.Root, SettingsCheckOutcome.Passed, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result(
                $"{store.Name} measurable", store.Settings.Root, SettingsCheckOutcome.Failed, e.Message, "Without it there are no warnings when the store fills up.");
        }
    }

    private (SettingsCheck Check, IDatasetDatabase? Database) Database(CancellationToken cancellationToken)
    {
        const string Check = "database readable";
        var path = settings.Database.Path;
        IDatasetDatabase? database = null;
        try
        {
            database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadOnly, cancellationToken);
            return (database.Warnings.Count == 0
                ? Result(Check, path, SettingsCheckOutcome.Passed, $"It is there; checks are in {settings.Lab.Mode ?? database.ReadMonitorState().Mode} mode.")
                : Result(Check, path, SettingsCheckOutcome.Warning, string.Join(' ', database.Warnings)), database);
        }
        catch (StatusException e)
        {
            database?.Dispose();
            return (Result(Check, path, SettingsCheckOutcome.Failed, e.Message, e.RecommendedAction), null);
        }
    }

    // A folder that is not there yet is made when it is first needed: then the one above must be writable.
    private SettingsCheck Writable(string check, string folder, SettingsCheckOutcome otherwise)
    {
        try
        {
            var at = folder;
            while (backend.Files.Find(at) is null && System.IO.Path.GetDirectoryName(at) is { Length: > 0 } above)
            {
                at = above;
            }

            if (!backend.Volumes.MayWrite(at))
            {
                return Result(check, folder, otherwise, $"'{at}' may not be written by {Environment.UserName}.", Permissions);
            }

            return Result(check, folder, SettingsCheckOutcome.Passed, at == folder ? "It may be written." : "It is not there yet, and may be made.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result(check, folder, otherwise, e.Message, Permissions);
        }
    }

    private static SettingsCheck Result(string check, string target, SettingsCheckOutcome outcome, string message, string? action = null) =>
        new(SettingsCheckCategory.Storage, check, target, outcome, message, action);
}

using MicroStatus.Configuration;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Completes backups of the database in the configured folder, by their path or the beginning of their name; the newest first.</summary>
public sealed class BackupFileCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        backend.DatabaseFiles(settings.Settings).FindBackups()
            .Select(backup => backup.Path)
            .Where(path => path.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || Path.GetFileName(path).StartsWith(word, StringComparison.OrdinalIgnoreCase));
}

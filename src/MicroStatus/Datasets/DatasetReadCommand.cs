using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>The base of cmdlets that read the database: it is opened once for a whole pipeline, read-only.</summary>
public abstract class DatasetReadCommand : LabCommand
{
    private IDatasetDatabase? _database;
    private string? _settingsPath;

    /// <summary>Opens the configured database, or gives the one that is open.</summary>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The database; disposed of with the cmdlet.</returns>
    protected IDatasetDatabase OpenDatabase(CancellationToken cancellationToken)
    {
        if (_database is null || !string.Equals(_settingsPath, SettingsPath, StringComparison.Ordinal))
        {
            _database?.Dispose();
            _database = null;
            _database = DatabaseFiles.Open(DatabaseAccess.ReadOnly, cancellationToken);
            _settingsPath = SettingsPath;
            foreach (var warning in _database.Warnings)
            {
                Warn(warning);
            }
        }

        return _database;
    }

    /// <summary>Reports names and ids that were asked for by themselves and found nothing.</summary>
    /// <param name="what">For example <c>id 12</c> or <c>the name 'x'</c>.</param>
    /// <param name="target">The id or name.</param>
    protected void ReportNotFound(string what, object target) => Report(
        new StatusException(
            "DatasetNotFound",
            StatusErrorCategory.NotFound,
            $"There is no dataset with {what}, or it does not pass the other filters.",
            "Get-Dataset without parameters shows all; names may have wildcards.",
            target),
        target);

    /// <summary>Whether a name stands for itself alone.</summary>
    /// <param name="name">A name as typed.</param>
    /// <returns>True when it has no wildcard.</returns>
    protected static bool IsPlain(string name) => !WildcardPattern.ContainsWildcardCharacters(name);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _database?.Dispose();
            _database = null;
        }

        base.Dispose(disposing);
    }
}

using System.Globalization;
using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>The base of cmdlets that read the database: it is opened once for a whole pipeline, read-only; and for writing once something may be written.</summary>
public abstract class DatasetReadCommand : LabCommand
{
    private IDatasetDatabase? _database;
    private IDatasetDatabase? _writable;
    private string? _settingsPath;

    /// <summary>Opens the configured database, or gives the one that is open.</summary>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The database; disposed of with the cmdlet.</returns>
    protected IDatasetDatabase OpenDatabase(CancellationToken cancellationToken)
    {
        if (_database is null || !string.Equals(_settingsPath, SettingsPath, StringComparison.Ordinal))
        {
            Close();
            _database = DatabaseFiles.Open(DatabaseAccess.ReadOnly, cancellationToken);
            _settingsPath = SettingsPath;
            foreach (var warning in _database.Warnings)
            {
                Warn(warning);
            }
        }

        return _database;
    }

    /// <summary>Opens the configured database for writing, beside the one for reading, or gives the one that is open.</summary>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The database; disposed of with the cmdlet.</returns>
    protected IDatasetDatabase OpenForWriting(CancellationToken cancellationToken)
    {
        _ = OpenDatabase(cancellationToken); // of another lab by now, perhaps
        return _writable ??= DatabaseFiles.Open(DatabaseAccess.ReadWrite, cancellationToken);
    }

    /// <summary>Reports names and ids that were asked for by themselves and found nothing.</summary>
    /// <param name="what">For example <c>id 12</c> or <c>the name 'x'</c>.</param>
    /// <param name="target">The id or name.</param>
    /// <param name="isFiltered">There are other filters, which it may fail.</param>
    protected void ReportNotFound(string what, object target, bool isFiltered = false) => Report(
        new StatusException(
            "DatasetNotFound",
            StatusErrorCategory.NotFound,
            $"There is no dataset with {what}{(isFiltered ? ", or it does not pass the other filters" : string.Empty)}.",
            "Get-Dataset without parameters shows all; names may have wildcards.",
            target),
        target);

    /// <summary>Whether a name stands for itself alone.</summary>
    /// <param name="name">A name as typed.</param>
    /// <returns>True when it has no wildcard.</returns>
    protected static bool IsPlain(string name) => !WildcardPattern.ContainsWildcardCharacters(name);

    /// <summary>Whether a name as typed stands for a name as stored; composed and decomposed letters are one, as in the database's own comparison.</summary>
    /// <param name="typed">A name without wildcards, perhaps with escapes.</param>
    /// <param name="stored">A name as stored.</param>
    /// <returns>True when it does.</returns>
    protected static bool IsSameName(string typed, string stored) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(WildcardPattern.Unescape(typed), stored, CompareOptions.IgnoreCase) == 0;

    /// <summary>Whether a fault is one item's own. Whoever may not act, or cannot read the database, need not try the next one.</summary>
    /// <param name="e">The fault.</param>
    /// <returns>True when the next item may be tried.</returns>
    protected static bool IsOfOneItem(Exception e) => e switch
    {
        StatusException status => status.ErrorId is not ("MonitorObserves" or "CheckHostOther" or "LeaseHeld" or "LeaseLost")
            && !status.ErrorId.StartsWith("Database", StringComparison.Ordinal),
        _ => e is IOException or UnauthorizedAccessException or InvalidDataException,
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private void Close()
    {
        _writable?.Dispose();
        _writable = null;
        _database?.Dispose();
        _database = null;
    }
}

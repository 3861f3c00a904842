using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Rows of the shared table <c>warning</c> that tell the level of a store (lab.md §7). Pure.</summary>
public static class StorageWarningRows
{
    /// <summary>The rows that must change so that exactly the present level is active.</summary>
    /// <remarks>As the older monitor keeps them: the active row counts as announced, so that nobody says it again, and the others as not.</remarks>
    /// <param name="store">The store.</param>
    /// <param name="level">Its level.</param>
    /// <param name="present">The rows that are there, of any type; one type may have several.</param>
    /// <param name="settings">How the rows are called.</param>
    /// <returns>The rows as they must be; a level that was never reached needs none.</returns>
    public static IReadOnlyList<StorageWarningRow> Due(
        LabStore store, StorageLevel level, IReadOnlyList<StorageWarningRow> present, StorageWarningSettings settings)
    {
        var due = new List<StorageWarningRow>();
        foreach (var (warning, pattern) in (ReadOnlySpan<(StorageLevel, string)>)
            [(StorageLevel.First, settings.FirstType), (StorageLevel.Second, settings.SecondType), (StorageLevel.Critical, settings.CriticalType)])
        {
            var isActive = warning == level;
            var row = new StorageWarningRow(pattern.Replace("{Store}", store.WarningName, StringComparison.Ordinal), isActive, isActive);
            var same = present.Where(other => other.Type == row.Type).ToList();
            if (same.Count == 0 ? isActive : same.Exists(other => other != row))
            {
                due.Add(row);
            }
        }

        return due;
    }
}

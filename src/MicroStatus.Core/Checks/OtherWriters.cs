using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>What other programs did to the shared rows since the check before. In Active mode no other monitor should (lab.md §6).</summary>
/// <param name="context">The check.</param>
public sealed class OtherWriters(CheckContext context)
{
    private const int MostNamed = 5;

    /// <summary>Looks, and notes what is found as far as that may be written.</summary>
    /// <param name="mode">What the check may do.</param>
    /// <returns>The changes.</returns>
    public IReadOnlyList<DatasetEvent> Look(CheckMode mode)
    {
        ExternalLook? look = null;
        context.Gate.WriteOwn((database, lease) => look = database.NoteExternalChanges(lease));
        var changes = (look ?? context.Database.ReadExternalChanges()).Changes;
        if (mode == CheckMode.Active)
        {
            Warn([.. changes.Where(change => change.Who == ColumnAuthors.Monitor)]);
        }

        return changes;
    }

    private void Warn(IReadOnlyList<DatasetEvent> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var rows = changes
            .GroupBy(change => change.Id)
            .Select(row => FormattableString.Invariant($"#{row.Key} {row.First().Name} ({string.Join(", ", row.Select(change => change.Field ?? change.To))})"))
            .ToList();
        var more = rows.Count > MostNamed ? FormattableString.Invariant($" and {rows.Count - MostNamed} more") : string.Empty;
        context.Report.Add(new CheckProblem(
            CheckStep.Acquisition,
            null,
            "database",
            context.Database.Path,
            $"Another program changed what a monitor keeps: {string.Join(", ", rows.Take(MostNamed))}{more}. Is another monitor running? Only one may act.",
            null));
    }
}

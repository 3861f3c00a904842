using MicroStatus.Datasets;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs what a row says by itself. Pure.</summary>
/// <param name="now">The moment of the examination.</param>
/// <param name="references">Columns whose references were found to lead nowhere, by row: they are told by then.</param>
public sealed class RowFindings(DateTimeOffset now, ILookup<long, string> references)
{
    // Damaged values that stand for a person being needed, and for nothing else (lab.md §5).
    private static readonly IReadOnlySet<string> Damaged = new HashSet<string>(["0", "1", "paused"], StringComparer.Ordinal);

    /// <summary>Weighs.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<ExaminedFinding> Of(Dataset row)
    {
        if (Status(row, DatasetField.ImagingStatus, "imaging_status", row.ImagingStatusText, RowCommand.ImagingNeedsAttention(row.Id)) is { } imaging)
        {
            yield return imaging;
        }

        if (Status(row, DatasetField.ProcessingStatus, "processing_status", row.ProcessingStatusText, RowCommand.ProcessingNeedsAttention(row.Id)) is { } processing)
        {
            yield return processing;
        }

        var values = row.RowProblems.Where(problem => !IsToldElsewhere(row, ColumnOf(problem))).ToList();
        if (values.Count > 0)
        {
            yield return new ExaminedFinding(new DatabaseFinding
            {
                Severity = FindingSeverity.Warning,
                Check = DatabaseCheck.Value,
                Id = [row.Id],
                Subject = row.Name,
                Text = $"Values that cannot be read count as empty, and are kept: {string.Join("; ", values)}.",
            });
        }

        if (row is { Moving: true, Moved: true })
        {
            yield return new ExaminedFinding(new DatabaseFinding
            {
                Severity = FindingSeverity.Warning,
                Check = DatabaseCheck.Moving,
                Id = [row.Id],
                Subject = row.Name,
                Text = $"{row.Name} is recorded as moved, and as being moved.",
                Repair = RowCommand.NotMoving(row.Id),
            });
        }
    }

    private ExaminedFinding? Status(Dataset row, DatasetField field, string column, string? stored, string repair)
    {
        var problems = row.RowProblems.Where(problem => ColumnOf(problem) == column).ToList();
        if (problems.Count == 0)
        {
            return null;
        }

        // What is no text at all is noted by itself; it is shown to a person, not overwritten.
        var isSafe = problems is [var only] && only.EndsWith(" is not a status", StringComparison.Ordinal) && (stored is null || Damaged.Contains(stored));
        var finding = new DatabaseFinding
        {
            Severity = FindingSeverity.Warning,
            Check = DatabaseCheck.Status,
            Id = [row.Id],
            Subject = row.Name,
            Text = $"{column} is '{stored ?? "NULL"}', which is no status; it is read as needs_attention.",
            Repair = repair,
            IsSafe = isSafe,
        };
        return new ExaminedFinding(finding)
        {
            Change = isSafe ? RowRepair.Of(row, field, column, stored, "needs_attention", "A damaged value, which is read as needs_attention.", now) : null,
        };
    }

    private bool IsToldElsewhere(Dataset row, string column) => column is "imaging_status" or "processing_status" || references[row.Id].Contains(column, StringComparer.OrdinalIgnoreCase);

    private static string ColumnOf(string problem) =>
        problem.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? problem[..end] : problem;
}

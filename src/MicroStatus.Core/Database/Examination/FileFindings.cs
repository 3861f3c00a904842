using System.Globalization;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs what the database file itself tells. Pure.</summary>
public static class FileFindings
{
    /// <summary>The command that repairs what is safe.</summary>
    public const string RepairCommand = "Test-DatasetDb -Repair";

    /// <summary>The command that puts the newest backup in the database's place.</summary>
    public const string RestoreCommand = "Restore-DatasetDb -Latest";

    private const int FaultsShown = 3;

    /// <summary>Weighs.</summary>
    /// <param name="file">What the file tells.</param>
    /// <returns>The findings.</returns>
    public static IEnumerable<ExaminedFinding> Of(FileExamination file)
    {
        // Where an upgrade is refused, the file is as others made it: no backup would put that right.
        var isRefused = file.Obstacle?.ErrorId == "DatabaseNeedsUpdate" && file.Schema.Any(difference => difference.Kind == SchemaDifferenceKind.Broken);
        if (file.Obstacle is { } obstacle)
        {
            yield return Finding(new DatabaseFinding
            {
                Severity = FindingSeverity.Error,
                Check = DatabaseCheck.Usable,
                Subject = obstacle.ErrorId,
                Text = obstacle.Message,
                Repair = isRefused ? null : obstacle.ErrorId == "DatabaseNeedsUpdate" ? "Update-DatasetDb" : RestoreCommand,
            });
        }

        foreach (var finding in IntegrityOf(file))
        {
            yield return finding;
        }

        foreach (var difference in file.Schema)
        {
            yield return isRefused ? Finding(Schema(FindingSeverity.Error, difference)) : SchemaOf(difference);
        }

        if (!file.HasSummaryRow)
        {
            yield return Finding(new DatabaseFinding
            {
                Severity = FindingSeverity.Error,
                Check = DatabaseCheck.SummaryRow,
                Subject = "warning",
                Text = "The table warning has no row daily_summary, which the older monitor reads unasked.",
                Repair = RepairCommand,
                IsSafe = true,
            }) with
            { File = new FileRepair(FileRepairKind.AddSummaryRow, string.Empty) };
        }

        foreach (var reference in file.References)
        {
            yield return ReferenceOf(reference);
        }
    }

    private static IEnumerable<ExaminedFinding> IntegrityOf(FileExamination file)
    {
        if (file.IntegrityFaults.Count == 0)
        {
            yield break;
        }

        var rest = file.IntegrityFaults.Count > FaultsShown
            ? string.Create(CultureInfo.InvariantCulture, $"; and {file.IntegrityFaults.Count - FaultsShown} more")
            : string.Empty;
        var faults = string.Join("; ", file.IntegrityFaults.Take(FaultsShown)) + rest;
        var finding = new DatabaseFinding
        {
            Severity = FindingSeverity.Error,
            Check = DatabaseCheck.Integrity,
            Text = file.AreOnlyIndexes
                ? $"Indexes contradict the rows they are made of, and can be built anew: {faults}."
                : $"The file is damaged: {faults}. What the rows mean was not examined. Keep the file when a backup takes its place.",
            Repair = file.AreOnlyIndexes ? RepairCommand : RestoreCommand,
            IsSafe = file.AreOnlyIndexes,
        };
        yield return Finding(finding) with { File = file.AreOnlyIndexes ? new FileRepair(FileRepairKind.RebuildIndexes, string.Empty) : null };
    }

    private static ExaminedFinding SchemaOf(SchemaDifference difference) => difference.Kind switch
    {
        SchemaDifferenceKind.MissingIndex => Finding(Schema(FindingSeverity.Warning, difference) with { Repair = RepairCommand, IsSafe = true }) with
        {
            File = new FileRepair(FileRepairKind.CreateIndex, difference.Name),
        },
        SchemaDifferenceKind.OtherIndex => Finding(Schema(FindingSeverity.Warning, difference)),
        SchemaDifferenceKind.Extra => Finding(Schema(FindingSeverity.Information, difference)),
        _ => Finding(Schema(FindingSeverity.Error, difference) with
        {
            Text = difference.Text + " What the rows mean was not examined.",
            Repair = RestoreCommand,
        }),
    };

    private static DatabaseFinding Schema(FindingSeverity severity, SchemaDifference difference) => new()
    {
        Severity = severity,
        Check = DatabaseCheck.Schema,
        Subject = difference.Name,
        Text = difference.Text,
    };

    private static ExaminedFinding ReferenceOf(DanglingReference reference)
    {
        var isDataset = reference.Table == "dataset";
        var rows = string.Join(", ", reference.Rows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
        var parameter = reference.Column == "pi" ? "Pi" : "ClNumber";
        return Finding(new DatabaseFinding
        {
            Severity = FindingSeverity.Warning,
            Check = DatabaseCheck.ForeignKey,
            Id = isDataset ? reference.Rows : [],
            Subject = $"{reference.Table}.{reference.Column}",
            Text = $"{reference.Column} of {(reference.Rows.Count == 1 ? "row" : "rows")} {rows} of {reference.Table} is '{reference.Value}', and {reference.Parent} has no such row."
                + (isDataset ? $" Give it by name: Set-Dataset -Id {rows} -{parameter} '…'." : string.Empty),
        });
    }

    private static ExaminedFinding Finding(DatabaseFinding finding) => new(finding);
}

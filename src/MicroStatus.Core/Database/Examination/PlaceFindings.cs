using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs where a row says that its dataset is, and where it was found. Pure.</summary>
/// <param name="now">The moment of the examination.</param>
public sealed class PlaceFindings(DateTimeOffset now)
{
    /// <summary>Weighs.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seen">Where it was looked for; what is unknown leads to no finding.</param>
    /// <param name="isDatasetOnHive">The folder at the same path on Hive is a dataset.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<ExaminedFinding> Of(Dataset row, Whereabouts seen, bool isDatasetOnHive)
    {
        if (seen.FastStorePath.Kind != StorePathKind.OnFastStore && !(row.Moved && seen.FastStorePath.Kind == StorePathKind.Missing))
        {
            yield return Unusable(row, "path_on_fast_store", seen.FastStorePath.Fault ?? "lies on Hive, not on FastStore");
        }

        if (seen.HivePath.Kind is not (StorePathKind.OnHive or StorePathKind.Missing))
        {
            yield return Unusable(row, "path_on_hive", seen.HivePath.Fault ?? "lies on FastStore, not on Hive");
        }

        var finding = seen.IsDemo
            ? null // its folder is a person's own affair
            : row.Moved
                ? seen.HivePath.Kind == StorePathKind.Missing ? HivePath(row, seen, isDatasetOnHive) : Moved(row, seen)
                : Present(row, seen);
        if (finding is not null)
        {
            yield return finding;
        }
    }

    private static ExaminedFinding? Present(Dataset row, Whereabouts seen)
    {
        if (seen.OnFastStore is not (FolderState.Absent or FolderState.NotFolder))
        {
            return null;
        }

        if (seen.PlaceOnHive is { } hive)
        {
            return row.Moving
                ? null // the end of a move is about to be recorded
                : Place(row, FindingSeverity.Warning, $"{row.Name} is not on FastStore any more; a folder is on Hive: '{hive}'. Make sure that it is whole.", RowCommand.Moved(row.Id, hive));
        }

        if (seen.Trash is [var entry, ..])
        {
            return Place(row, FindingSeverity.Error, $"{row.Name} is not on FastStore; '{entry.Path}' in the trash is the dataset. Move it back.", null);
        }

        return seen.IsHiveKnown
            ? Place(
                row,
                FindingSeverity.Error,
                $"{row.Name} is neither on FastStore ('{seen.FastStorePath.Path}') nor on Hive. Find it and correct the row, or remove the row with {RowCommand.Remove(row.Id)}.",
                null)
            : Place(row, FindingSeverity.Warning, $"{row.Name} is not on FastStore ('{seen.FastStorePath.Path}'); Hive could not be looked at.", null);
    }

    private static ExaminedFinding? Moved(Dataset row, Whereabouts seen)
    {
        if (seen.OnHive is not (FolderState.Absent or FolderState.NotFolder))
        {
            return null;
        }

        if (seen.OnFastStore == FolderState.Folder)
        {
            return Place(
                row,
                FindingSeverity.Warning,
                $"{row.Name} is recorded as moved to '{seen.HivePath.Path}', and no folder is there; a folder is at its old place on FastStore. Make sure that it is the dataset.",
                RowCommand.NotMoved(row.Id));
        }

        var trash = seen.Trash is [var entry, ..] ? $" What FastStore had is still in the trash: '{entry.Path}'. Take it out before it is deleted." : string.Empty;
        return Place(
            row,
            FindingSeverity.Error,
            $"{row.Name} is recorded as moved to '{seen.HivePath.Path}', and no folder is there{(seen.OnFastStore == FolderState.Absent ? ", nor on FastStore" : string.Empty)}.{trash}",
            null);
    }

    private ExaminedFinding HivePath(Dataset row, Whereabouts seen, bool isDatasetOnHive)
    {
        var finding = new DatabaseFinding
        {
            Severity = FindingSeverity.Warning,
            Check = DatabaseCheck.HivePath,
            Id = [row.Id],
            Subject = row.Name,
            Text = $"{row.Name} is recorded as moved, but not where to.",
        };
        if (seen.AtSamePathOnHive == FolderState.Folder)
        {
            var path = seen.SamePathOnHive!;
            // A value that could not be read is not overwritten.
            var isSafe = isDatasetOnHive && !row.RowProblems.Any(problem => problem.StartsWith("path_on_hive:", StringComparison.Ordinal));
            finding = finding with
            {
                Text = $"{finding.Text} {(isDatasetOnHive ? "A dataset" : "A folder that is no dataset")} is at the same path on Hive: '{path}'.",
                Repair = RowCommand.PathOnHive(row.Id, path),
                IsSafe = isSafe,
            };
            return new ExaminedFinding(finding)
            {
                Change = isSafe
                    ? RowRepair.Of(row, DatasetField.PathOnHive, "path_on_hive", null, path, "A dataset is at the same path on Hive.", now)
                    : null,
            };
        }

        if (seen.OnFastStore == FolderState.Folder)
        {
            finding = finding with
            {
                Text = $"{finding.Text} Its folder is on FastStore{(seen.IsHiveKnown ? ", and not at the same path on Hive" : string.Empty)}: was it moved at all?",
                Repair = seen.IsHiveKnown ? RowCommand.NotMoved(row.Id) : null,
            };
        }
        else if (seen.AtSamePathOnHive is FolderState.Absent or FolderState.NotFolder)
        {
            finding = finding with { Text = $"{finding.Text} No folder is at the same path on Hive, '{seen.SamePathOnHive}', nor on FastStore: find it, and record its place." };
        }

        return new ExaminedFinding(finding);
    }

    private static ExaminedFinding Unusable(Dataset row, string column, string fault) => new(new DatabaseFinding
    {
        Severity = FindingSeverity.Warning,
        Check = DatabaseCheck.Path,
        Id = [row.Id],
        Subject = row.Name,
        Text = $"{column} {fault}, so that the dataset cannot be looked for there. Correct it, or remove the row with {RowCommand.Remove(row.Id)}.",
    });

    private static ExaminedFinding Place(Dataset row, FindingSeverity severity, string text, string? repair) => new(new DatabaseFinding
    {
        Severity = severity,
        Check = DatabaseCheck.Place,
        Id = [row.Id],
        Subject = row.Name,
        Text = text,
        Repair = repair,
    });
}

using MicroStatus.Storage;

namespace MicroStatus.Datasets.Comparison;

/// <summary>Compares where a row says that its dataset is with where it was found. Pure.</summary>
public static class PlaceComparison
{
    /// <summary>Compares.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seen">What was found everywhere.</param>
    /// <returns>The differences.</returns>
    public static IEnumerable<DatasetDifference> Of(Dataset row, Whereabouts seen)
    {
        // A dataset that was moved needs no place on FastStore any more.
        if (seen.FastStorePath.Kind != StorePathKind.OnFastStore && !(row.Moved && seen.FastStorePath.Kind == StorePathKind.Missing))
        {
            yield return Unusable(row, "path_on_fast_store", row.Path, seen.FastStorePath, "FastStore");
        }

        if (seen.HivePath.Kind is not (StorePathKind.OnHive or StorePathKind.Missing))
        {
            yield return Unusable(row, "path_on_hive", row.PathOnHive, seen.HivePath, "Hive");
        }

        foreach (var difference in row.Moved && !seen.IsDemo ? OfMoved(row, seen) : OfPresent(row, seen))
        {
            yield return difference;
        }
    }

    private static IEnumerable<DatasetDifference> OfPresent(Dataset row, Whereabouts seen)
    {
        if (seen.OnFastStore is FolderState.Absent or FolderState.NotFolder)
        {
            yield return FolderGone(row, seen);
        }
        else if (seen.PlaceOnHive is { } hive && !row.Moving)
        {
            yield return Difference(row, DifferenceKind.OnHiveNotRecorded, hive, "not moved", $"a folder at {hive}") with
            {
                Text = seen.OnFastStore == FolderState.Folder
                    ? $"{row.Name} is on FastStore, and a folder of the same name is on Hive: '{hive}'. Compare the two before either is deleted."
                    : $"{row.Name} is not recorded as moved, and a folder is on Hive: '{hive}'.",
            };
        }

        // While a dataset moves, its folder is in the trash before the move is recorded (lab.md §8).
        foreach (var entry in row.Moving ? [] : seen.Trash)
        {
            yield return Difference(row, DifferenceKind.InTrash, entry.Path, "not moved", entry.IsMarked ? "in the trash, marked" : "in the trash, not marked") with
            {
                Text = $"{row.Name} is not recorded as moved, and '{entry.Path}' in the trash is the dataset. "
                    + (entry.IsMarked
                        ? "It is marked and will be deleted: move it out of the trash, or make sure that the copy on Hive is whole."
                        : "It has no marker, so it is never deleted: move it out of the trash, or record where the dataset is."),
            };
        }
    }

    private static DatasetDifference FolderGone(Dataset row, Whereabouts seen)
    {
        var path = seen.FastStorePath.Path!;
        var difference = Difference(row, DifferenceKind.FolderGone, path, row.Moving ? "on FastStore, being moved" : "on FastStore", "nothing at its path");
        if (seen.OnFastStore == FolderState.NotFolder)
        {
            return difference with { Found = "no folder, but a file or a link", Text = $"What stands at '{path}' is no folder: {row.Name} cannot be looked at." };
        }

        if (seen.IsDemo)
        {
            return difference with { Text = $"The folder of the demo dataset {row.Name} is gone.", Action = RowCommand.Remove(row.Id) };
        }

        if (seen.PlaceOnHive is { } hive)
        {
            return difference with
            {
                Found = $"a folder at {hive}",
                Text = $"The folder of {row.Name} is gone from FastStore, and one is on Hive: '{hive}'. Make sure that it is whole, then record the move.",
                Action = row.Moving ? null : RowCommand.Moved(row.Id, hive),
            };
        }

        return seen.Trash is [var entry, ..]
            ? difference with { Found = "in the trash", Text = $"The folder of {row.Name} is gone from FastStore; '{entry.Path}' in the trash is the dataset. Move it back." }
            : difference with { Text = $"The folder of {row.Name} is gone: '{path}'. Put it back, correct the row's path, or remove the row with {RowCommand.Remove(row.Id)}." };
    }

    private static IEnumerable<DatasetDifference> OfMoved(Dataset row, Whereabouts seen)
    {
        if (seen.OnFastStore == FolderState.Folder)
        {
            var path = seen.FastStorePath.Path!;
            yield return Difference(row, DifferenceKind.StillOnFastStore, path, "moved", $"a folder at {path}") with
            {
                Text = seen.PlaceOnHive is { } hive
                    ? $"{row.Name} was moved to '{hive}', and a folder is at its old place: '{path}'. Rename it if it is a new acquisition."
                    : $"{row.Name} is recorded as moved, and its folder is on FastStore alone: '{path}'.",
                Action = seen.PlaceOnHive is null && seen.IsHiveKnown ? RowCommand.NotMoved(row.Id) : null,
            };
        }

        if (seen.OnHive is FolderState.Absent or FolderState.NotFolder)
        {
            yield return Difference(row, DifferenceKind.HiveFolderGone, seen.HivePath.Path, "moved", "nothing at its path on Hive") with
            {
                Text = $"{row.Name} is recorded as moved to '{seen.HivePath.Path}', and no folder is there."
                    + (seen.Trash is [var entry, ..] ? $" What FastStore had is still in the trash: '{entry.Path}'. Take it out before it is deleted." : string.Empty),
            };
        }
        else if (seen.HivePath.Kind == StorePathKind.Missing && seen.AtSamePathOnHive == FolderState.Folder)
        {
            yield return Difference(row, DifferenceKind.OnHiveNotRecorded, seen.SamePathOnHive, "moved, no path on Hive", $"a folder at {seen.SamePathOnHive}") with
            {
                Text = $"{row.Name} is recorded as moved, but not where to; a folder is at the same path on Hive.",
                Action = RowCommand.PathOnHive(row.Id, seen.SamePathOnHive!),
            };
        }
        else if (seen.HivePath.Kind == StorePathKind.Missing && seen.AtSamePathOnHive != FolderState.Unknown)
        {
            yield return Difference(row, DifferenceKind.HiveFolderGone, seen.SamePathOnHive, "moved, no path on Hive", "nothing at the same path on Hive") with
            {
                Text = $"{row.Name} is recorded as moved, but not where to, and no folder is at the same path on Hive: '{seen.SamePathOnHive}'. Find it, and record its place.",
            };
        }
    }

    private static DatasetDifference Unusable(Dataset row, string column, string? stored, StorePath path, string store) =>
        Difference(row, DifferenceKind.PathUnusable, stored, $"{column} '{stored ?? "NULL"}'", "no place to look at") with
        {
            Text = $"{column} of {row.Name} {path.Fault ?? $"does not lie on {store}"}: the dataset cannot be looked for there. Correct the path.",
        };

    private static DatasetDifference Difference(Dataset row, DifferenceKind kind, string? path, string database, string found) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = path,
        Kind = kind,
        Database = database,
        Found = found,
        Text = string.Empty,
    };
}

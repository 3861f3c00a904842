using MicroStatus.Acquisition;

namespace MicroStatus.Datasets.Comparison;

/// <summary>Compares a row with the marker in its folder (lab.md §2). Pure.</summary>
public static class MarkerComparison
{
    /// <summary>Compares.</summary>
    /// <param name="row">The row.</param>
    /// <param name="path">Its folder.</param>
    /// <param name="marker">The folder's marker; null when there is none.</param>
    /// <returns>The difference, or null.</returns>
    public static DatasetDifference? Of(Dataset row, string path, DatasetMarker? marker)
    {
        if (marker is null)
        {
            return Difference(DifferenceKind.MarkerMissing, "no marker", $"The folder of {row.Name} has no marker: when it is renamed, it is taken for a new dataset.");
        }

        if (marker.Path is null)
        {
            return Difference(DifferenceKind.MarkerOther, "a marker that cannot be read", $"The marker in the folder of {row.Name} cannot be read.");
        }

        if (string.Equals(marker.Path.TrimEnd('/'), path, StringComparison.Ordinal) && (marker.Id is null || marker.Id == row.Id))
        {
            return null;
        }

        var other = marker.Id is { } id ? FormattableString.Invariant($"dataset {id}, '{marker.Path}'") : $"'{marker.Path}'";
        return Difference(
            DifferenceKind.MarkerOther,
            other,
            $"The marker in the folder of {row.Name} names {other}: the folder may be a copy, or was renamed by hand.");

        // A check writes the marker when it next lists the folder in full.
        DatasetDifference Difference(DifferenceKind kind, string found, string text) => new()
        {
            Id = row.Id,
            Name = row.Name,
            Path = path,
            Kind = kind,
            Database = FormattableString.Invariant($"dataset {row.Id}"),
            Found = found,
            Text = text + " A status check writes it at its next full listing.",
        };
    }
}

using System.Globalization;
using MicroStatus.Acquisition;

namespace MicroStatus.Datasets.Comparison;

/// <summary>Compares what a row says of imaging with what the files prove. Pure.</summary>
public static class ImagingComparison
{
    private const string Check = "Invoke-StatusCheck -Step Acquisition";

    private static readonly IReadOnlyList<(DatasetField Field, string Column)> Counts =
    [
        (DatasetField.Channels, "channels"),
        (DatasetField.ZLayersTotal, "z_layers_total"),
        (DatasetField.ZLayersCurrent, "z_layers_current"),
        (DatasetField.RibbonsTotal, "ribbons_total"),
        (DatasetField.RibbonsFinished, "ribbons_finished"),
        (DatasetField.TilesTotal, "tiles_total"),
        (DatasetField.TilesFinished, "tiles_finished"),
        (DatasetField.TilesX, "tiles_x"),
        (DatasetField.TilesY, "tiles_y"),
    ];

    /// <summary>Compares.</summary>
    /// <param name="row">The row.</param>
    /// <param name="observation">What a full look at the files proved.</param>
    /// <param name="decision">What a check would decide from it.</param>
    /// <param name="unit">The word for a unit, for example <c>ribbon</c>.</param>
    /// <param name="time">How the lab writes times.</param>
    /// <returns>The differences.</returns>
    public static IEnumerable<DatasetDifference> Of(
        Dataset row,
        ImagingObservation observation,
        ImagingDecision decision,
        string unit,
        LabTime time)
    {
        if (decision.Status != row.ImagingStatus)
        {
            yield return Difference(row, DifferenceKind.ImagingStatus) with
            {
                Database = StatusText.Of(row.ImagingStatus),
                Found = StatusText.Of(decision.Status),
                Text = $"{row.Name} is recorded as {StatusText.Of(row.ImagingStatus)}; the files prove {StatusText.Of(decision.Status)}. {decision.Why}",
            };
        }
        else if (decision.Status == ImagingStatus.Finished && !observation.Complete)
        {
            // A check leaves it finished: the end may have been a person's decision.
            yield return Difference(row, DifferenceKind.ImagingStatus) with
            {
                Database = StatusText.Of(ImagingStatus.Finished),
                Found = Progress(observation, unit),
                Text = $"{row.Name} is recorded as finished, and not everything is there: {Progress(observation, unit)}."
                    + string.Concat(observation.Differences.Take(3).Select(difference => $" {difference.TrimEnd('.')}.")),
                Action = null,
            };
        }

        var stored = DatasetFields.Of(row, time);
        var other = Counts
            .Where(count => observation.Fields.TryGetValue(count.Field, out var proved) && proved is long && !Equals(stored[count.Field], proved))
            .ToList();
        if (other.Count > 0)
        {
            yield return Difference(row, DifferenceKind.Counts) with
            {
                Database = List(other, stored),
                Found = List(other, observation.Fields),
                Text = $"The files of {row.Name} prove other counts than the database has: {List(other, observation.Fields)} instead of {List(other, stored)}.",
            };
        }
    }

    private static string Progress(ImagingObservation observation, string unit) => observation.UnitsTotal is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{observation.UnitsFinished} of {total} {unit}s")
        : string.Create(CultureInfo.InvariantCulture, $"{observation.UnitsFinished} {unit}s, not a full set");

    private static string List(List<(DatasetField Field, string Column)> counts, IReadOnlyDictionary<DatasetField, object?> values) =>
        string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Column} {values[count.Field] ?? "NULL"}")));

    private static DatasetDifference Difference(Dataset row, DifferenceKind kind) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path,
        Kind = kind,
        Database = string.Empty,
        Found = string.Empty,
        Text = string.Empty,
        Action = Check,
    };
}

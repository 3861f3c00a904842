using MicroStatus.Datasets;

namespace MicroStatus.Database.Examination;

/// <summary>What a repair writes into a row: one column, guarded by the value it was decided on, and the history of it. Pure.</summary>
public static class RowRepair
{
    /// <summary>A repair of one column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <param name="column">Its name.</param>
    /// <param name="from">The value as it was read; the history keeps it.</param>
    /// <param name="to">The new value.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="now">When.</param>
    /// <returns>What is to be written.</returns>
    public static DatasetChangeSet Of(Dataset row, DatasetField field, string column, string? from, string to, string why, DateTimeOffset now) => new()
    {
        Path = row.Path ?? string.Empty,
        Name = row.Name,
        Id = row.Id,
        Fields = [new FieldChange(field, from, to)],
        Events =
        [
            new DatasetEvent
            {
                Time = now,
                Id = row.Id,
                Name = row.Name,
                Path = row.Path,
                Kind = EventKind.Repaired,
                Field = column,
                From = from,
                To = to,
                Why = why,
            },
        ],
    };
}

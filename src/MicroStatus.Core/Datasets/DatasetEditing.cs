using System.Globalization;
using MicroStatus.Database;

namespace MicroStatus.Datasets;

/// <summary>Turns a person's changes of a row into what is to be written: columns, and an event for each. Pure.</summary>
public static class DatasetEditing
{
    /// <summary>The change set of one dataset.</summary>
    /// <param name="row">The row as read.</param>
    /// <param name="changes">The columns that change.</param>
    /// <param name="why">Why, in a sentence or more.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What is to be written.</returns>
    public static DatasetChangeSet ChangeSet(Dataset row, IReadOnlyList<FieldChange> changes, string why, DateTimeOffset now) => new()
    {
        Path = row.Path ?? string.Empty,
        Name = row.Name,
        Id = row.Id,
        Fields = changes,
        Events = [.. changes.Select(change => new DatasetEvent
        {
            Time = now,
            Id = row.Id,
            Name = row.Name,
            Path = row.Path,
            Kind = EventKind.Edited,
            Field = DatasetFields.ColumnOf(change.Field),
            From = Text(change.From),
            To = Text(change.To),
            Why = DatasetFields.DamageOf(row, change.Field) is { } damage ? $"{why} Before, it could not be read: {damage}." : why,
        })],
    };

    /// <summary>Why a person's change was made.</summary>
    /// <param name="reason">What the person said, or null.</param>
    /// <param name="isForced">The change was made against the rules of <see cref="DatasetTransitions"/>.</param>
    /// <returns>A sentence, and the reason.</returns>
    public static string Why(string? reason, bool isForced)
    {
        var sentence = isForced ? "Set by a person, with force." : "Set by a person.";
        return string.IsNullOrWhiteSpace(reason) ? sentence : $"{sentence} {reason.Trim()}";
    }

    /// <summary>A stored value as text.</summary>
    /// <param name="value">Text, number or null.</param>
    /// <returns>The text, or null.</returns>
    public static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}

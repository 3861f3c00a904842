using System.Globalization;
using MicroStatus.Storage;

namespace MicroStatus.Messages.Summary;

/// <summary>A summary in words: short lines, the longest list cut first, and what is left out counted. Pure.</summary>
internal static class SummaryText
{
    // Slack shows 3,000 characters; the sign of urgency and an ellipsis need a few.
    private const int Longest = 2900;

    private const int LongestName = 80;
    private const int LongestReason = 160;

    /// <summary>Writes a summary.</summary>
    /// <param name="summary">The summary.</param>
    /// <returns>The text, and the names in it.</returns>
    public static (string Text, IReadOnlyList<string> Names) Of(DailySummary summary)
    {
        SummarySection[] sections =
        [
            new("Imaged", Names(summary.Imaged), isList: false),
            new("Being imaged", [.. summary.Imaging.Select(item => Item(item.Name, Imaging(item)))], isList: true),
            new("Processed", Names(summary.Processed), isList: false),
            new("Moved to Hive", Names(summary.Moved), isList: false),
            new("Waiting for a person", [.. summary.Waiting.Select(item => Item(item.Name, Waiting(item)))], isList: true),
        ];
        var text = Write(summary, sections);
        while (text.Length > Longest && sections.Where(section => section.CanShrink).MaxBy(section => section.Weight) is { } longest)
        {
            longest.Shrink();
            text = Write(summary, sections);
        }

        return (text, [.. sections.SelectMany(section => section.Names).Distinct(StringComparer.Ordinal)]);
    }

    private static string Write(DailySummary summary, IEnumerable<SummarySection> sections) => string.Join(
        '\n',
        [
            $"Summary of {Time(summary.Period.Since)} to {Time(summary.Period.Until)}",
            .. sections.Select(section => section.Write()),
            .. summary.Stores.Select(store => Space(store, summary.Period.Until)),
        ]);

    private static List<(string Name, string Text)> Names(IEnumerable<SummaryDataset> datasets) =>
        [.. datasets.Select(dataset => Item(dataset.Name, string.Empty))];

    private static (string Name, string Text) Item(string name, string facts)
    {
        var shown = Line(name, LongestName);
        return (shown, shown + facts);
    }

    private static string Imaging(SummaryImaging item)
    {
        var on = string.IsNullOrEmpty(item.Instrument) ? string.Empty : $" on {Line(item.Instrument, LongestName)}";
        var percent = item.Percent is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0} %") : "share unknown";
        var end = item.EstimatedEnd is { } moment ? $", expected end {Time(moment)}" : ", expected end unknown";
        return $"{on}: {percent}{end}";
    }

    private static string Waiting(SummaryWaiting item)
    {
        var since = item.Since is { } moment ? $" since {Time(moment)}" : string.Empty;
        var more = item.Why.Count switch
        {
            0 or 1 => string.Empty,
            2 => " And 1 more reason.",
            var count => string.Create(CultureInfo.InvariantCulture, $" And {count - 1} more reasons."),
        };
        return $"{since}: {(item.Why.Count == 0 ? "the reason was not noted." : Line(item.Why[0], LongestReason))}{more}";
    }

    private static string Space(StorageUsage store, DateTimeOffset now)
    {
        if (store.Free is not { } free)
        {
            return $"{store.Store}: {Line(store.Reason ?? "not measured.", LongestReason)}";
        }

        var changed = store.ChangeInADay is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $", {(bytes < 0 ? '-' : '+')}{ByteText.Of(Math.Abs((double)bytes))} in a day")
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{store.Store}: {store.Percent} % used, {ByteText.Of(free)} free{changed}; {Forecast(store, now)}");
    }

    private static string Forecast(StorageUsage store, DateTimeOffset now) => store switch
    {
        { FullAt: { } full } => string.Create(CultureInfo.InvariantCulture, $"full in {Math.Max(0, (full - now).TotalDays):0.#} days at the present rate ({Time(full)})"),
        { GrowthPerDay: null } => "too little is known for a forecast",
        _ => "not filling up at the present rate",
    };

    private static string Time(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    // One line, whole characters, and an ellipsis where something is cut.
    private static string Line(string text, int limit)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (line.Length <= limit)
        {
            return line;
        }

        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[limit - 2]) ? limit - 2 : limit - 1), "…");
    }
}

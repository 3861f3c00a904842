using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>How long earlier datasets stood at each status of processing, by their history. Pure.</summary>
public sealed class StageDurations
{
    private const int NewestKept = 20;
    private static readonly string Column = DatasetFields.ColumnOf(DatasetField.ProcessingStatus);

    private readonly Dictionary<ProcessingStatus, TimeSpan> _medians;
    private readonly Dictionary<ProcessingStatus, ProcessingStatus> _next;

    private StageDurations(Dictionary<ProcessingStatus, TimeSpan> medians, Dictionary<ProcessingStatus, ProcessingStatus> next)
    {
        _medians = medians;
        _next = next;
    }

    /// <summary>Reads a history. What needed a person in between tells nothing of how long a stage takes.</summary>
    /// <param name="history">Changes of the processing status, of datasets of one instrument, in any order.</param>
    /// <returns>The durations.</returns>
    public static StageDurations Of(IEnumerable<DatasetEvent> history)
    {
        var spans = new List<(ProcessingStatus From, ProcessingStatus To, DateTimeOffset End, TimeSpan Span)>();
        foreach (var dataset in history.Where(happened => happened.Field == Column && happened.Id is not null).GroupBy(happened => happened.Id))
        {
            var changes = dataset.OrderBy(happened => happened.Time).ThenBy(happened => happened.EventId).ToList();
            foreach (var (begin, end) in changes.Zip(changes.Skip(1)))
            {
                if (begin.To == end.From && Read(begin.To) is { } from && Read(end.To) is { } to && from < to)
                {
                    spans.Add((from, to, end.Time, end.Time - begin.Time));
                }
            }
        }

        var byStatus = spans.GroupBy(span => span.From).ToList();
        return new StageDurations(
            byStatus.ToDictionary(group => group.Key, group => Median(group.OrderByDescending(span => span.End).Take(NewestKept).Select(span => span.Span))),
            byStatus.ToDictionary(group => group.Key, group => group.GroupBy(span => span.To).OrderByDescending(to => to.Count()).First().Key));
    }

    /// <summary>How long it takes from a status to the end.</summary>
    /// <param name="status">The status.</param>
    /// <param name="elapsed">How long it has stood there.</param>
    /// <returns>The time that is left; null when earlier datasets do not tell.</returns>
    public TimeSpan? Left(ProcessingStatus status, TimeSpan elapsed)
    {
        if (!_medians.TryGetValue(status, out var median))
        {
            return null;
        }

        var left = median > elapsed ? median - elapsed : TimeSpan.Zero;
        for (var at = _next[status]; at != ProcessingStatus.Finished; at = _next[at])
        {
            if (!_medians.TryGetValue(at, out var further))
            {
                return null;
            }

            left += further;
        }

        return left;
    }

    private static ProcessingStatus? Read(string? text) =>
        StatusText.ReadProcessing(text, out var isKnown) is var status && isKnown && status != ProcessingStatus.NeedsAttention ? status : null;

    private static TimeSpan Median(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

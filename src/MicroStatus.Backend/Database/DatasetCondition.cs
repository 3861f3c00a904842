using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>A filter as SQL that finds all rows it may let through, and as a test of what was read, which has the last word on dirty values.</summary>
/// <param name="filter">The filter.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class DatasetCondition(DatasetFilter filter, LabTime labTime)
{
    // Lab-local text goes back by an hour in autumn; the test of what was read is exact.
    private static readonly TimeSpan LocalTimeSlack = TimeSpan.FromHours(3);

    /// <summary>The rows that may pass.</summary>
    /// <param name="condition">The clause to add to.</param>
    /// <param name="names">Finds names.</param>
    public void AddTo(SqlCondition condition, NameLookup names)
    {
        if (filter.Ids.Count > 0)
        {
            condition.And(condition.AnyOf("d.id", filter.Ids));
        }

        if (filter.Paths.Count > 0)
        {
            condition.And(condition.AnyOf("d.path_on_fast_store", filter.Paths));
        }

        if (filter.Names.Count > 0)
        {
            condition.And(condition.Matches("d.name", filter.Names, names, out _));
        }

        if (filter.Pis.Count > 0)
        {
            condition.And($"d.pi IN (SELECT id FROM pi WHERE {condition.Matches("name", filter.Pis)})");
        }

        if (filter.PiIds.Count > 0)
        {
            condition.And(condition.AnyOf("d.pi", filter.PiIds));
        }

        if (filter.ClNumbers.Count > 0)
        {
            condition.And($"d.cl_number IN (SELECT id FROM clnumber WHERE {condition.Matches("name", filter.ClNumbers)})");
        }

        if (filter.ClNumberIds.Count > 0)
        {
            condition.And(condition.AnyOf("d.cl_number", filter.ClNumberIds));
        }

        if (filter.Modalities.Count > 0)
        {
            condition.And(condition.AnyOf("d.modality COLLATE NOCASE", filter.Modalities));
        }

        if (filter.ImagingStatuses.Count > 0)
        {
            condition.And(ImagingIsAnyOf(condition, filter.ImagingStatuses));
        }

        if (filter.ProcessingStatuses.Count > 0)
        {
            condition.And(ProcessingIsAnyOf(condition, filter.ProcessingStatuses));
        }

        AddFlags(condition);
        if (filter.Since is { } since)
        {
            condition.And($"d.created >= {condition.Value(labTime.Write(Earlier(since)))}");
        }
    }

    /// <summary>Whether a dataset as read passes the parts that SQL decides roughly.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>True when it does.</returns>
    public bool Passes(Dataset dataset) =>
        (filter.OnFastStore is not { } onFastStore || dataset.OnFastStore == onFastStore)
        && (filter.NeedsAttention is not { } needsAttention || dataset.NeedsAttention == needsAttention)
        && (filter.UsageReported is not { } usageReported || dataset.UsageReported == usageReported)
        && (filter.HasAnalysisTask is not { } hasTask || dataset.HasAnalysisTask == hasTask)
        && (filter.IsBrain is not { } isBrain || dataset.IsBrain == isBrain)
        && (filter.Since is not { } since || dataset.Created >= since);

    private static DateTimeOffset Earlier(DateTimeOffset moment) =>
        moment - DateTimeOffset.MinValue > LocalTimeSlack ? moment.ToUniversalTime() - LocalTimeSlack : moment;

    // A damaged status counts as needing attention, so that one is asked for as "none of the others".
    private static string ImagingIsAnyOf(SqlCondition condition, IReadOnlyCollection<ImagingStatus> wanted) =>
        wanted.Contains(ImagingStatus.NeedsAttention)
            ? NoneOf(condition, "d.imaging_status", Enum.GetValues<ImagingStatus>().Except(wanted).Select(StatusText.Of))
            : condition.AnyOf("d.imaging_status", wanted.Select(StatusText.Of));

    private static string ProcessingIsAnyOf(SqlCondition condition, IReadOnlyCollection<ProcessingStatus> wanted) =>
        wanted.Contains(ProcessingStatus.NeedsAttention)
            ? NoneOf(condition, "d.processing_status", Enum.GetValues<ProcessingStatus>().Except(wanted).Select(StatusText.Of))
            : condition.AnyOf("d.processing_status", wanted.Select(StatusText.Of));

    private static string NoneOf(SqlCondition condition, string column, IEnumerable<string> texts) =>
        $"{column} IS NULL OR NOT ({condition.AnyOf(column, texts)})";

    private void AddFlags(SqlCondition condition)
    {
        if (filter.NeedsAttention is { } needed)
        {
            var attention = $"({ImagingIsAnyOf(condition, [ImagingStatus.NeedsAttention])}) OR ({ProcessingIsAnyOf(condition, [ProcessingStatus.NeedsAttention])})";
            condition.And(needed ? attention : $"NOT ({attention})");
        }

        AddFlag(condition, "d.scheduler_posted", filter.UsageReported);
        AddFlag(condition, "d.is_brain", filter.IsBrain);
        if (filter.HasAnalysisTask is { } hasTask)
        {
            condition.And($"COALESCE(d.peace_json_created, 0) {(hasTask ? "NOT " : string.Empty)}IN (0, '0', '')");
        }

        if (filter.OnFastStore is { } onFastStore)
        {
            // A text in the flag's column is judged when it has been read.
            condition.And(onFastStore
                ? "COALESCE(d.path_on_fast_store, '') <> '' AND (d.moved IS NULL OR d.moved = 0 OR typeof(d.moved) IN ('text', 'blob'))"
                : "COALESCE(d.path_on_fast_store, '') = '' OR d.moved <> 0");
        }
    }

    // A text in the flag's column is judged when it has been read.
    private static void AddFlag(SqlCondition condition, string column, bool? wanted)
    {
        if (wanted is { } isSet)
        {
            condition.And($"{column} {(isSet ? "<> 0" : "IS NULL OR " + column + " = 0")} OR typeof({column}) IN ('text', 'blob')");
        }
    }
}

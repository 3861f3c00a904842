using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Messages.Summary;

/// <summary>Makes summaries of what the database knows and of how full the stores are; no folder is searched.</summary>
/// <param name="database">The database.</param>
/// <param name="survey">Measures the stores.</param>
/// <param name="settings">The settings.</param>
public sealed class SummarySource(IDatasetDatabase database, StorageSurvey survey, StatusSettings settings)
{
    // What a person or a repair changed in a row, and what is told otherwise, is no work of the lab's instruments.
    private static readonly string[] Kinds =
    [
        .. EventKind.All.Except(
            [
                EventKind.Attention, EventKind.Details, EventKind.Edited, EventKind.Monitor, EventKind.Progress, EventKind.Removed, EventKind.Renamed,
                EventKind.Repaired, EventKind.Restored, EventKind.Storage,
            ],
            StringComparer.Ordinal),
    ];

    private readonly TimeZoneInfo _zone = LabTime.Of(settings.Lab).Zone;

    /// <summary>Makes the summary of a period.</summary>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="StatusException">The database refuses, as documented at <see cref="IDatasetDatabase"/>.</exception>
    public DailySummary Read(SummaryPeriod period, CancellationToken cancellationToken)
    {
        var events = database.FindEvents(new DatasetEventFilter { Since = period.Since, Kinds = Kinds }, cancellationToken)
            .Where(e => e.Id is not null && e.Time <= period.Until)
            .ToList();
        return new DailySummary
        {
            Period = period,
            Imaged = Achieved(events.Where(IsImaged), dataset => dataset.ImagingStatus == ImagingStatus.Finished, cancellationToken),
            Processed = Achieved(
                events.Where(e => To(e, DatasetField.ProcessingStatus, StatusText.Of(ProcessingStatus.Finished))),
                dataset => dataset.ProcessingStatus == ProcessingStatus.Finished,
                cancellationToken),
            Moved = Achieved(events.Where(e => To(e, DatasetField.Moved, "1")), dataset => dataset.Moved, cancellationToken),
            Imaging = Imaging(cancellationToken),
            Waiting = Waiting(cancellationToken),
            Stores = [.. LabStore.All(settings.Storage).Select(store => survey.Look(store, cancellationToken))],
        };
    }

    // A dataset may be found when its imaging is over already; one that an import registered was there before.
    private bool IsImaged(DatasetEvent e)
    {
        var finished = StatusText.Of(ImagingStatus.Finished);
        return To(e, DatasetField.ImagingStatus, finished)
            || (e.Kind == EventKind.Registered && e.To == finished && e.Path is { } path && database.ReadObservation(path)?.Imported is null);
    }

    private static bool To(DatasetEvent e, DatasetField field, string value) => e.Field == DatasetFields.ColumnOf(field) && e.To == value;

    private List<SummaryDataset> Achieved(IEnumerable<DatasetEvent> events, Func<Dataset, bool> isStillSo, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Id!.Value).Distinct().ToList();
        return ids.Count == 0
            ? []
            : [
                .. database.FindDatasets(new DatasetFilter { Ids = ids }, cancellationToken)
                    .Where(dataset => isStillSo(dataset) && !IsDemo(dataset))
                    .Select(dataset => new SummaryDataset(dataset.Id, dataset.Name)),
            ];
    }

    // A demo dataset is recorded as moved, and nowhere to (lab.md §2).
    private static bool IsDemo(Dataset dataset) => dataset.Moved && string.IsNullOrEmpty(dataset.PathOnHive);

    private List<SummaryImaging> Imaging(CancellationToken cancellationToken) =>
    [
        .. database.FindDatasets(new DatasetFilter { ImagingStatuses = [ImagingStatus.InProgress], OnFastStore = true }, cancellationToken)
            .DistinctBy(dataset => dataset.Path, StringComparer.Ordinal) // duplicate rows of one folder exist (lab.md §6)
            .Select(dataset => new SummaryImaging(dataset.Id, dataset.Name, dataset.InstrumentId, dataset.PercentImaged, AtLab(dataset.EstimatedEnd)))
            .OrderBy(item => item.EstimatedEnd ?? DateTimeOffset.MaxValue),
    ];

    private List<SummaryWaiting> Waiting(CancellationToken cancellationToken)
    {
        var opened = database.ReadOpenAttention().ToLookup(attention => attention.Path, attention => attention.Opened, StringComparer.Ordinal);
        var quarantined = database.ReadQuarantine().Where(record => record.Failures >= settings.Check.QuarantineAfter).ToDictionary(record => record.Path, StringComparer.Ordinal);
        var waiting = new List<SummaryWaiting>();
        foreach (var dataset in database.FindDatasets(new DatasetFilter { NeedsAttention = true }, cancellationToken))
        {
            _ = quarantined.Remove(dataset.Path ?? string.Empty, out var record);
            var since = opened[dataset.Path ?? string.Empty].Append(record?.Since ?? DateTimeOffset.MaxValue).Min();
            waiting.Add(new SummaryWaiting(
                dataset.Id,
                dataset.Name,
                AtLab(since < DateTimeOffset.MaxValue ? since : dataset.ImagingNoProgressTime ?? dataset.ProcessingNoProgressTime))
            {
                Why = [.. dataset.Attention, .. record is null ? Array.Empty<string>() : [Failing(record)]],
            });
        }

        waiting.AddRange(quarantined.Values.Select(record =>
        {
            var row = database.FindDatasets(new DatasetFilter { Paths = [record.Path] }, cancellationToken).FirstOrDefault();
            return new SummaryWaiting(row?.Id, row?.Name ?? Path.GetFileName(record.Path), AtLab(record.Since)) { Why = [Failing(record)] };
        }));
        return [.. waiting.OrderByDescending(item => item.Since ?? DateTimeOffset.MinValue)];
    }

    private static string Failing(QuarantineRecord record) => $"Cannot be checked: {record.Reason}";

    private DateTimeOffset? AtLab(DateTimeOffset? moment) => moment is { } value ? TimeZoneInfo.ConvertTime(value, _zone) : null;
}

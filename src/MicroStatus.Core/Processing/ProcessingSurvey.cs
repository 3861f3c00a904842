using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;
using MicroStatus.Storage;

namespace MicroStatus.Processing;

/// <summary>Finds the datasets whose processing is due to be looked at, with what is remembered of each. Reads, and writes nothing.</summary>
public sealed class ProcessingSurvey
{
    private readonly ProcessingTools _tools;
    private readonly DatasetWhereabouts _whereabouts;
    private readonly Dictionary<long, ProcessingRecord> _records;
    private readonly ILookup<long?, ProcessingCommand> _commands;
    private readonly ILookup<string, AttentionRecord> _open;
    private readonly List<Dataset> _rows;
    private readonly Dictionary<string, long> _oldest = new(StringComparer.Ordinal);

    /// <summary>Reads what is remembered; no folder is looked at yet.</summary>
    /// <param name="tools">What it needs.</param>
    public ProcessingSurvey(ProcessingTools tools)
    {
        _tools = tools;
        _whereabouts = new DatasetWhereabouts(tools.Settings, tools.Files, tools.Database);
        _records = tools.Database.Processing.ReadRecords().ToDictionary(record => record.Id);
        _commands = tools.Database.Processing.ReadNewestCommands().ToLookup(command => command.Id);
        _open = tools.Database.ReadOpenAttention().ToLookup(attention => attention.Path, StringComparer.Ordinal);
        _rows = [.. tools.Database.FindDatasets(new DatasetFilter { OnFastStore = true }, CancellationToken.None)];
        foreach (var row in _rows.OrderBy(row => row.Id))
        {
            _ = row.Path is { Length: > 0 } path && _oldest.TryAdd(path, row.Id);
        }

        IsMoving = _rows.Exists(row => row.Moving);
    }

    /// <summary>A dataset is on its way to Hive.</summary>
    public bool IsMoving { get; }

    /// <summary>Datasets of a modality that are due.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="isWanted">Which datasets.</param>
    /// <param name="isUnderWay">Whether something works on a dataset, or waits to.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The datasets, in the order of their ids.</returns>
    public IReadOnlyList<ProcessingSubject> Find(string modality, Func<Dataset, bool> isWanted, Func<Dataset, bool> isUnderWay, CancellationToken cancellationToken)
    {
        var found = new List<ProcessingSubject>();
        foreach (var row in _rows.Where(row => string.Equals(row.Modality, modality, StringComparison.Ordinal) && isWanted(row) && IsDue(row, isUnderWay)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SubjectOf(row) is { } subject)
            {
                found.Add(subject);
            }
        }

        return found;
    }

    /// <summary>A dataset with what is remembered of it.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The subject; null when it is a demo, or not on FastStore, or when an older row has its path: the oldest row is the one that is kept up to date (lab.md §6), and
    /// nothing is begun for one folder twice.</returns>
    public ProcessingSubject? SubjectOf(Dataset row)
    {
        var paths = _whereabouts.Paths(row);
        return paths.IsDemo || (row.Path is { } own && _oldest.GetValueOrDefault(own, row.Id) != row.Id) || paths.FastStorePath is not { Kind: StorePathKind.OnFastStore, Path: { } folder } || paths.SamePathOnHive is not { } onHive
            ? null
            : new ProcessingSubject
            {
                Row = row,
                Folder = folder,
                FolderOnHive = onHive,
                Record = _records.GetValueOrDefault(row.Id),
                Commands = [.. _commands[row.Id]],
                Open = [.. OpenOf(row).Select(attention => attention.Reason).Where(reason => ProcessingChange.Kinds.Contains(reason.Kind))],
            };
    }

    /// <summary>The reasons for attention that are open for a dataset, of whatever kind.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The reasons.</returns>
    public IReadOnlyList<AttentionRecord> OpenOf(Dataset row) => row.Path is { } path ? [.. _open[path]] : [];

    /// <summary>The newest command that started a service.</summary>
    /// <param name="service">The service's name.</param>
    /// <returns>The command, or null.</returns>
    public ProcessingCommand? CommandOf(string service) => _commands[null].LastOrDefault(command => command.Service == service);

    /// <summary>Whether what came true about a dataset is announced (lab.md §6).</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="moment">When it came true.</param>
    /// <returns>True when it is.</returns>
    public bool IsNews(ProcessingSubject subject, DateTimeOffset moment) =>
        _tools.News.IsNews(moment, moment, subject.Record is null, ImportedOf(subject));

    // The row tells it, unless it names the folder in another way than the folder was seen.
    private DateTimeOffset? ImportedOf(ProcessingSubject subject) =>
        subject.Row.Path == subject.Folder ? subject.Row.Imported : _tools.Database.ReadObservation(subject.Folder)?.Imported;

    // A move that was given up holds the status until it is over; what is finished and tidy is looked at once a day.
    private bool IsDue(Dataset row, Func<Dataset, bool> isUnderWay)
    {
        if (row.Moving || OpenOf(row).Any(attention => attention.Reason.Kind == AttentionKind.MoveFailed))
        {
            return false;
        }

        if (row.ProcessingStatus is ProcessingStatus.Finished or ProcessingStatus.MovedToHive
            && _records.GetValueOrDefault(row.Id)?.LastFinishedLook is { } looked
            && _tools.Now - looked < _tools.Settings.Processing.FinishedInterval
            && !isUnderWay(row))
        {
            return false;
        }

        return row.ImagingStatus == ImagingStatus.Finished || row.ProcessingStatus != ProcessingStatus.NotStarted;
    }
}

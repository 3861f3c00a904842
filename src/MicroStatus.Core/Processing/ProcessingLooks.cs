using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>Looks at processing for a person: what a check would see and decide now. Reads, and writes nothing.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="pipelines">The instruments' pipelines.</param>
public sealed class ProcessingLooks(ProcessingTools tools, IReadOnlyList<IProcessingPipeline> pipelines)
{
    private readonly Dictionary<string, StageDurations> _durations = new(StringComparer.Ordinal);
    private ILookup<string?, DatasetEvent>? _history;

    /// <summary>What a check would decide about datasets now.</summary>
    /// <param name="subjects">The datasets, of one modality.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    /// <returns>The decisions; none for a modality that has no pipeline.</returns>
    /// <exception cref="IOException">A shared folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A shared folder refuses access.</exception>
    public async Task<IReadOnlyList<ProcessingDecision>> DecideAsync(
        IReadOnlyList<ProcessingSubject> subjects, Action<Dataset, Exception> failed, CancellationToken cancellationToken)
    {
        var decisions = new List<ProcessingDecision>();
        foreach (var pipeline in pipelines)
        {
            var own = subjects.Where(subject => subject.Row.Modality == pipeline.Modality).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var look = await pipeline.BeginAsync(cancellationToken).ConfigureAwait(false);
            decisions.AddRange(Decide(pipeline, look, own, tools.Now, failed, cancellationToken));
        }

        return decisions;
    }

    /// <summary>What a check would decide about datasets of one pipeline; each is isolated.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="look">Its look.</param>
    /// <param name="subjects">The datasets, of its modality.</param>
    /// <param name="now">The moment.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    /// <returns>The decisions.</returns>
    internal static IReadOnlyList<ProcessingDecision> Decide(
        IProcessingPipeline pipeline,
        IPipelineLook look,
        IEnumerable<ProcessingSubject> subjects,
        DateTimeOffset now,
        Action<Dataset, Exception> failed,
        CancellationToken cancellationToken)
    {
        var decisions = new List<ProcessingDecision>();
        foreach (var subject in subjects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                decisions.Add(ProcessingRules.Decide(subject, look.Observe(subject, cancellationToken), pipeline.ProgressTimeout, now));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                failed(subject.Row, e);
            }
        }

        return decisions;
    }

    /// <summary>A decision, for a person.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>Where the dataset's processing stands.</returns>
    public DatasetProcessing Show(ProcessingDecision decision)
    {
        var subject = decision.Subject;
        return new DatasetProcessing
        {
            Id = subject.Row.Id,
            Name = subject.Row.Name,
            Modality = subject.Row.Modality ?? string.Empty,
            Status = decision.Status,
            Stage = decision.Current?.Stage,
            State = decision.Current?.State,
            Percent = decision.Current?.Percent,
            Since = subject.Record is { } record && record.Stage == decision.Current?.Stage ? record.Since : null,
            LastProgress = subject.Record?.LastProgress,
            Why = decision.Why,
            HeldBy = decision.HeldBy,
            Next = [.. decision.Acts.Select(act => act.What)],
            EstimatedEnd = EstimateEnd(decision),
            Command = decision.Current is { } current ? subject.CommandOf(current.Stage) : null,
            ImarisFile = decision.Observation.Result?.Path,
        };
    }

    private DateTimeOffset? EstimateEnd(ProcessingDecision decision)
    {
        if (decision.Current is null || decision.HeldBy is not null || decision.Status == ProcessingStatus.NeedsAttention)
        {
            return null;
        }

        return DurationsOf(decision.Subject.Row.Modality).Left(decision.Status, ElapsedOf(decision)) is { } left
            ? TimeZoneInfo.ConvertTime(tools.Now + left, LabTime.Of(tools.Settings.Lab).Zone)
            : null;
    }

    // Times are counted from status to status, as the history has them; a stage can begin before its status is reached: what waits in a queue.
    private TimeSpan ElapsedOf(ProcessingDecision decision)
    {
        _history ??= ReadHistory();
        var row = decision.Subject.Row;
        var last = _history[row.Modality]
            .Where(happened => happened.Id == row.Id && happened.Field == DatasetFields.ColumnOf(DatasetField.ProcessingStatus))
            .MaxBy(happened => (happened.Time, happened.EventId));
        return last is not null && last.To == StatusText.Of(decision.Status) && tools.Now > last.Time ? tools.Now - last.Time : TimeSpan.Zero;
    }

    private StageDurations DurationsOf(string? modality)
    {
        if (_durations.TryGetValue(modality ?? string.Empty, out var known))
        {
            return known;
        }

        _history ??= ReadHistory();
        return _durations[modality ?? string.Empty] = StageDurations.Of(_history[modality]);
    }

    private ILookup<string?, DatasetEvent> ReadHistory()
    {
        var modalities = tools.Database.FindDatasets(new DatasetFilter(), CancellationToken.None).ToDictionary(row => row.Id, row => row.Modality);
        return tools.Database
            .FindEvents(new DatasetEventFilter { Kinds = [EventKind.Processing] }, CancellationToken.None)
            .ToLookup(happened => happened.Id is { } id ? modalities.GetValueOrDefault(id) : null, StringComparer.Ordinal);
    }
}

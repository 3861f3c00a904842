using System.Text.RegularExpressions;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing.Rscm;

/// <summary>One look at RSCM datasets: what they share was read, each is read and judged for itself.</summary>
internal sealed class RscmPipelineLook : IPipelineLook
{
    private readonly Regex _continuation;
    private readonly StitchQueueLook _queue;
    private readonly RscmTraceReader _reader;
    private readonly StitchingStage _stitching;
    private readonly DenoisingStage _denoising;
    private readonly ImarisBuildStage _build;
    private readonly RscmChores _chores;
    private readonly RscmServices _services;

    /// <summary>Puts the look together.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="queue">The stitching queue.</param>
    /// <param name="reader">Reads a dataset.</param>
    /// <param name="stitching">The first stage.</param>
    /// <param name="denoising">The second stage.</param>
    /// <param name="build">The third stage.</param>
    /// <param name="chores">What goes to the trash.</param>
    /// <param name="services">The clusters.</param>
    public RscmPipelineLook(
        StatusSettings settings,
        StitchQueueLook queue,
        RscmTraceReader reader,
        StitchingStage stitching,
        DenoisingStage denoising,
        ImarisBuildStage build,
        RscmChores chores,
        RscmServices services)
    {
        _continuation = SettingPattern.Compile(settings.Rscm.ContinuationPattern);
        (_queue, _reader, _stitching, _denoising, _build, _chores, _services) = (queue, reader, stitching, denoising, build, chores, services);
    }

    /// <inheritdoc/>
    public bool IsUnderWay(Dataset row) => _queue.Of(row.Id).IsUnderWay;

    /// <inheritdoc/>
    public ProcessingObservation Observe(ProcessingSubject subject, CancellationToken cancellationToken)
    {
        var traces = _reader.Read(subject, cancellationToken);
        List<StageReading> stages = [.. new[] { _stitching.Read(traces), _denoising.Read(traces), _build.Read(traces) }.Select(stage => stage with { Next = traces.IsBusy ? null : stage.Next })];
        var colour = _chores.UnwantedColour(traces, stages);
        return new ProcessingObservation
        {
            Stages = stages,
            NeverStarted = _continuation.IsMatch(subject.Row.Name) ? "It continues another acquisition: it is never processed." : null,
            Obstacle = subject.Row.ImagingStatus == ImagingStatus.NeedsAttention
                ? $"Its imaging needs a person. {subject.Row.Attention.FirstOrDefault()}".TrimEnd()
                : null,
            Fields = FieldsOf(traces),
            Result = traces.Imaris is { IsGood: true, File: { } file } ? new ProcessingResult(file.Path, file.Modified) : null,
            Chores = [.. colour is null ? [] : new[] { colour }, .. RscmChores.CleanUps(traces)],
            ChoresComeFirst = colour is not null,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServiceNeed> Services(IReadOnlyList<ProcessingDecision> decisions, bool isMoving) =>
        [_services.Stitching(decisions, isMoving), _services.Denoising(decisions)];

    private static Dictionary<DatasetField, object?> FieldsOf(RscmTraces traces)
    {
        var fields = new Dictionary<DatasetField, object?>();
        var row = traces.Subject.Row;
        if (traces.Job is { Folder: not null } job)
        {
            fields[DatasetField.JobNumber] = job.Text;
        }

        if (traces.Imaris is { IsGood: true, File: { } file })
        {
            fields[DatasetField.ImarisFilePath] = file.Path;
        }

        if (SummaryOf(traces) is var summary && summary != new RscmSummary())
        {
            fields[DatasetField.ProcessingSummary] = summary == traces.Summary ? row.ProcessingSummary : summary.Write(row.ProcessingSummary);
        }

        return fields;
    }

    // What was found stays there when the composites have gone to the trash.
    private static RscmSummary SummaryOf(RscmTraces traces) => traces.Summary with
    {
        Job = traces.Job is { Folder: not null } job ? job.Text : traces.Summary.Job,
        IsChosen = traces.IsJobChosen,
        Stitched = Remember(traces, traces.Raw, traces.Summary.Stitched),
        Denoised = traces.Denoised is { } denoised ? Remember(traces, denoised, traces.Summary.Denoised) : traces.Imaris.IsGood ? traces.Summary.Denoised : null,
        IsBuildOurs = ImarisBuildStage.IsOurs(traces) && (traces.IsDenoised || traces.Imaris.File is not null || traces.Imaris.Part is not null),
    };

    private static CompositeMemory? Remember(RscmTraces traces, Composites composites, CompositeMemory? before) =>
        composites.Names.Count == 0
            ? traces.Imaris.IsGood ? before : null
            : composites.Facts is null && before is not null && before.Found == composites.Count.Found && before.Expected == composites.Count.Expected
                ? before
                : CompositeMemory.Of(composites);
}

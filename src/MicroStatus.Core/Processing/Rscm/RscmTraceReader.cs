using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Imaris;

namespace MicroStatus.Processing.Rscm;

/// <summary>Reads what there is of one dataset, the furthest products first: what a later stage proves is not looked at again (lab.md §1, §3).</summary>
/// <param name="settings">Folders and names.</param>
/// <param name="files">The stores.</param>
/// <param name="imaris">Examines Imaris files.</param>
/// <param name="queue">The stitching queue.</param>
/// <param name="cbpy">CBPy's work.</param>
internal sealed class RscmTraceReader(StatusSettings settings, IFileTree files, IImarisFiles imaris, StitchQueueLook queue, CbpyLook cbpy)
{
    private readonly string _composites = settings.Rscm.Processing.Stitching.CompositesFolder;
    private readonly DenoisingJobs _jobs = new(settings.Rscm.Processing.Denoising);
    private readonly CompositeFolder _reader = new(settings.Rscm.Processing.Stitching, new StrayFiles(settings.Discovery.StrayFiles), files);
    private readonly ImarisLook _imaris = new(settings, files, imaris);

    /// <summary>Reads.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What is there.</returns>
    /// <exception cref="DirectoryNotFoundException">The dataset's folder vanished.</exception>
    public RscmTraces Read(ProcessingSubject subject, CancellationToken cancellationToken)
    {
        var fast = Path.Join(subject.Folder, _composites);
        var hive = Path.Join(subject.FolderOnHive, _composites);
        var onFast = PresentFolder.List(files, fast);
        if (onFast.Count == 0 && files.Find(subject.Folder) is null)
        {
            throw new DirectoryNotFoundException($"'{subject.Folder}' is not there (any more).");
        }

        var onHive = PresentFolder.List(files, hive);
        var summary = RscmSummary.Read(subject.Row.ProcessingSummary);
        var job = DenoisingJobs.Choose(_jobs.Find(onFast, onHive, Written(fast, hive)), subject.Row.JobNumber, summary, out var isChosen);
        var traces = new RscmTraces
        {
            Subject = subject,
            Queue = queue.Of(subject.Row.Id),
            Raw = Raw(subject, fast, onFast, hive, onHive),
            Job = job,
            IsJobChosen = isChosen,
            IsBeingDenoised = cbpy.IsWriting(subject.Folder) || cbpy.IsWriting(subject.FolderOnHive),
            IsQueuedForDenoising = job is not null && cbpy.IsWaiting(job.Number, [subject.Folder, subject.FolderOnHive]),
            Summary = summary,
        };
        traces = job?.Folder is { } name ? WithJob(traces, job, Path.Join(fast, name), Path.Join(hive, name), cancellationToken) : traces;
        return WithRawSizes(traces, cancellationToken);
    }

    // First on FastStore, then on Hive (lab.md §3).
    private Composites Raw(ProcessingSubject subject, string fast, IReadOnlyList<FolderEntry> onFast, string hive, IReadOnlyList<FolderEntry> onHive)
    {
        var raw = _reader.Read(fast, onFast, subject.Row);
        return raw.Names.Count == 0 && _reader.Read(hive, onHive, subject.Row) is { Names.Count: > 0 } moved ? moved : raw;
    }

    private IEnumerable<string> Written(string fast, string hive) => cbpy.Active
        .SelectMany(work => work.Outputs ?? [])
        .Select(output => Below(output, fast) ?? Below(output, hive))
        .OfType<string>();

    private static string? Below(string output, string folder) =>
        output.StartsWith(folder + "/", StringComparison.Ordinal) ? output[(folder.Length + 1)..].Split('/')[0] : null;

    private RscmTraces WithJob(RscmTraces traces, DenoisingJob job, string fast, string hive, CancellationToken cancellationToken)
    {
        var row = traces.Subject.Row;
        List<string> folders = [.. job.IsOnHive ? [hive] : Array.Empty<string>(), .. job.IsOnFastStore ? [fast] : Array.Empty<string>()];
        var found = _imaris.Find(job, folders, traces.Queue.Since, cancellationToken);
        var denoised = Enumerable.Reverse(folders)
            .Select(folder => _reader.Read(folder, PresentFolder.List(files, folder), row))
            .FirstOrDefault(composites => composites.Names.Count > 0);
        if (denoised is not null)
        {
            denoised = _reader.WithChange(denoised);
            var isLatest = traces.Job?.Text == traces.Summary.Job;
            denoised = found.IsGood ? denoised : _reader.WithSizes(denoised, isLatest ? traces.Summary.Denoised : null, traces.Queue.Since, cancellationToken);
        }

        return traces with
        {
            JobFolder = folders[^1],
            Imaris = found,
            Denoised = denoised is not null && IsOfBefore(denoised, traces.Queue.Since) ? null : denoised,
        };
    }

    // Nothing was made since the dataset was queued, and nothing was written anew.
    private static bool IsOfBefore(Composites composites, DateTimeOffset? since) => composites.Changed < since && !(composites.Facts?.Newest >= since);

    // What was denoised was stitched well enough.
    private RscmTraces WithRawSizes(RscmTraces traces, CancellationToken cancellationToken) =>
        traces.Queue.IsUnderWay || traces.Queue.Newest?.Folder == QueueFolder.Error || traces.Denoised is not null || traces.Imaris.File is not null || traces.Raw.Names.Count == 0
            ? traces
            : traces with { Raw = _reader.WithSizes(_reader.WithChange(traces.Raw), traces.Summary.Stitched, since: null, cancellationToken) };
}

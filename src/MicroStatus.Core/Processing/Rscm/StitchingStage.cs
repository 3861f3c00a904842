using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Rscm;

/// <summary>Ribbons are stitched to composites: told by the queue file and the raw composites (lab.md §3.1–3.4).</summary>
/// <param name="settings">The stitching cluster.</param>
/// <param name="queue">Its queue.</param>
/// <param name="dask">Its scheduler; null when nothing is being stitched.</param>
/// <param name="watch">Tells how long nothing has changed.</param>
internal sealed class StitchingStage(StitchingSettings settings, StitchQueueLook queue, DaskReading? dask, ProgressWatch watch)
{
    private readonly string _names = ShortText.Of(queue.InProcessing);

    /// <summary>Reads the stage.</summary>
    /// <param name="traces">What there is.</param>
    /// <returns>The reading.</returns>
    public StageReading Read(RscmTraces traces)
    {
        var reading = new StageReading
        {
            Stage = StageKind.Stitching,
            State = StageState.Waiting,
            Why = "It waits to be queued for stitching.",
            StatusUntilDone = ProcessingStatus.NotStarted,
            StatusWhenDone = ProcessingStatus.Stitched,
            Progress = ProgressOf(traces),
            Percent = traces.Raw.Names.Count > 0 ? traces.Raw.Percent : null,
            Moment = traces.Queue.Newest?.Modified,
            Address = traces.Queue.IsUnderWay ? dask?.Dashboard : null,
        };
        var read = traces.Queue switch
        {
            { Newest.Folder: QueueFolder.Complete } => Ended(reading with { StatusUntilDone = ProcessingStatus.Started }, traces),
            { Newest: { Folder: QueueFolder.Error } file } => Failed(reading with { StatusUntilDone = ProcessingStatus.Started }, file),
            { IsUnderWay: true } => UnderWay(reading, traces.Queue.Newest),
            _ => WithoutFile(reading, traces),
        };
        // Only a person begins again what has failed.
        return read.State == StageState.Failed ? read with { Next = Enqueue(traces.Subject.Row) } : read;
    }

    private StageReading UnderWay(StageReading reading, QueueFile? file) => file?.Folder == QueueFolder.Waiting
        ? reading with { State = StageState.Running, Percent = null, Why = $"Its file waits in {StitchQueueLook.PathOf(settings, QueueFolder.Waiting)}." }
        : reading with
        {
            State = StageState.Running,
            StatusUntilDone = ProcessingStatus.Started,
            Why = $"The stitching cluster has taken its file. {DaskText()}".TrimEnd(),
        };

    private StageReading Failed(StageReading reading, QueueFile file) => Failed(
        reading,
        AttentionKind.StitchingFailed,
        file.Name,
        $"Stitching failed: its file is in {StitchQueueLook.PathOf(settings, QueueFolder.Error)}.",
        "Look at the cluster's log; then begin it again with Start-DatasetProcessing -Force.") with
    {
        Percent = null,
    };

    // Files may lag behind the queue. What is cleaned up after a finished dataset is not missing.
    private StageReading Ended(StageReading reading, RscmTraces traces)
    {
        var raw = traces.Raw;
        if (IsWhole(traces))
        {
            return Done(reading, traces);
        }

        if (raw.Names.Count == 0 && traces.Subject.Row.ProcessingStatus is ProcessingStatus.Finished or ProcessingStatus.MovedToHive)
        {
            return reading with { Why = $"It was stitched; its composites are not in {raw.Folder} any more." };
        }

        return watch.IsOver(traces.Subject, StageKind.Stitching, reading.Progress!)
            ? Incomplete(reading, raw, "Stitching ended")
            : reading with { State = StageState.Running, Why = $"Stitching has ended, and its composites are not complete yet: {raw.Difference}." };
    }

    private StageReading WithoutFile(StageReading reading, RscmTraces traces)
    {
        var raw = traces.Raw;
        if (raw.Names.Count > 0)
        {
            if (IsWhole(traces))
            {
                return Done(reading, traces);
            }

            if (watch.IsRecent(raw.Changed) || watch.IsRecent(raw.Facts?.Newest))
            {
                return reading with { State = StageState.Running, StatusUntilDone = ProcessingStatus.Started, Why = $"Composites are being written, without a queue file: {raw.Difference}." };
            }

            if (raw.Count.IsComplete)
            {
                return Incomplete(reading with { StatusUntilDone = ProcessingStatus.Started }, raw, "It has no queue file");
            }
        }

        var row = traces.Subject.Row;
        if (!string.IsNullOrEmpty(row.ImarisFilePath))
        {
            return reading with { Why = $"It was processed before: its row names {row.ImarisFilePath}, which is not where it belongs. Nothing is stitched a second time unasked." };
        }

        return reading with { Next = Enqueue(row) };
    }

    private static ProcessingAct.Enqueue? Enqueue(Dataset row) =>
        string.IsNullOrEmpty(row.Path) ? null : new ProcessingAct.Enqueue(row) { What = "Its file goes into the stitching queue." };

    private static bool IsWhole(RscmTraces traces) =>
        traces.Raw.Count.IsComplete && (traces.Raw.Facts is { IsEven: true } || (traces.Raw.Facts is null && (traces.Denoised is not null || traces.Imaris.File is not null)));

    private static StageReading Done(StageReading reading, RscmTraces traces) => reading with
    {
        State = StageState.Done,
        Why = string.Create(CultureInfo.InvariantCulture, $"All {traces.Raw.Count.Expected} composites are there."),
        Moment = traces.Raw.Facts?.Newest ?? reading.Moment,
        Percent = 100,
    };

    private static StageReading Incomplete(StageReading reading, Composites raw, string what) => Failed(
        reading,
        AttentionKind.ProductIncomplete,
        raw.Subject,
        $"{what}, and its composites are not what they should be: {raw.Difference}.",
        "Look at the cluster's log and at the folder of composites; then begin it again with Start-DatasetProcessing -Force.");

    private static StageReading Failed(StageReading reading, string kind, string subject, string finding, string nextStep) => reading with
    {
        State = StageState.Failed,
        Why = finding,
        Failure = AttentionReason.Of(kind, subject, finding, nextStep) with { Names = [subject] },
    };

    private string DaskText() => dask switch
    {
        { Counts: { } counts } => string.Create(CultureInfo.InvariantCulture, $"The cluster has {counts.Tasks} tasks, {counts.Processing} in work and {counts.Memory} done."),
        { Fault: { } fault } => fault,
        _ => string.Empty,
    };

    // A scheduler that does not answer has made no progress: its last counts stand.
    private string ProgressOf(RscmTraces traces)
    {
        var record = traces.Subject.Record;
        var counts = dask?.Counts?.ToString()
            ?? (record is { Stage: StageKind.Stitching, Progress: { } last } && last.Split(';') is [.., var known] ? known : "-");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{traces.Queue.Newest?.Folder};{traces.Raw.Names.Count}+{traces.Raw.Facts?.Total};{_names};{counts}");
    }
}

using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Rscm;

/// <summary>Composites are denoised by CBPy: told by the job's composites, and by what CBPy has in work (lab.md §3.5–3.6). Nothing of a single dataset is begun by us.</summary>
/// <param name="cbpy">CBPy's work.</param>
/// <param name="watch">Tells how long nothing has changed.</param>
internal sealed class DenoisingStage(CbpyLook cbpy, ProgressWatch watch)
{
    /// <summary>Reads the stage.</summary>
    /// <param name="traces">What there is.</param>
    /// <returns>The reading.</returns>
    public StageReading Read(RscmTraces traces)
    {
        var composites = traces.Denoised;
        var reading = new StageReading
        {
            Stage = StageKind.Denoising,
            State = StageState.Waiting,
            Why = "CBPy has not begun with it, and it is not in CBPy's queue.",
            StatusUntilDone = ProcessingStatus.Stitched,
            StatusWhenDone = ProcessingStatus.Denoised,

            // Whatever CBPy does is progress: each waits for its turn.
            Progress = string.Create(CultureInfo.InvariantCulture, $"{traces.Job?.Number};{composites?.Names.Count ?? 0}+{composites?.Facts?.Total};{cbpy.Progress}"),
            Percent = composites?.Percent,
            Moment = composites?.Facts?.Newest ?? composites?.Changed,
        };
        return traces switch
        {
            { IsDenoised: true } => reading with { State = StageState.Done, Percent = 100, Why = string.Create(CultureInfo.InvariantCulture, $"All {composites!.Count.Expected} denoised composites of job {traces.Job!.Number} are there.") },
            { IsBeingDenoised: true } => reading with { State = StageState.Running, Why = $"CBPy writes into {traces.JobFolder ?? "its folder"}{Counted(composites)}." },
            { Denoised: not null } => Begun(reading, traces, composites!),
            { IsQueuedForDenoising: true } => reading with { Why = string.Create(CultureInfo.InvariantCulture, $"Job {traces.Job!.Number} waits in CBPy's queue.") },
            _ => reading,
        };
    }

    private StageReading Begun(StageReading reading, RscmTraces traces, Composites composites)
    {
        // Fewer may become more; anything else does not mend itself once it is quiet.
        if ((composites.Count.Expected is { } expected && composites.Count.Found >= expected) && watch.IsOver(traces.Subject, StageKind.Denoising, reading.Progress!))
        {
            var finding = $"The denoised composites of {Path.GetFileName(composites.Folder)} are not what they should be: {DifferenceOf(traces, composites)}.";
            return reading with
            {
                State = StageState.Failed,
                Why = finding,
                Failure = AttentionReason.Of(AttentionKind.ProductIncomplete, composites.Subject, finding, "Look at the job's folder, and denoise it again.") with { Names = [composites.Subject] },
            };
        }

        return reading with { State = StageState.Running, Why = $"Denoised composites are being written: {DifferenceOf(traces, composites)}." };
    }

    private static string DifferenceOf(RscmTraces traces, Composites composites) =>
        composites.Difference ?? (composites.Facts?.Oldest < traces.Queue.Since ? "some are older than the last stitching" : "all are there");

    private static string Counted(Composites? composites) => composites is null ? string.Empty : $": {composites.Difference ?? "all are there"}";
}

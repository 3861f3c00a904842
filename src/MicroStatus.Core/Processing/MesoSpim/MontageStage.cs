using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>The montage of the tiles' Imaris files: one Imaris file, which opens (lab.md §4).</summary>
/// <param name="settings">Globs.</param>
/// <param name="products">Opens it.</param>
/// <param name="errors">Failed stitching jobs.</param>
internal sealed class MontageStage(MesoSpimProcessingSettings settings, ImarisProducts products, StitchErrors errors)
{
    private sealed record Failure(string Job, DateTimeOffset Moment);

    /// <summary>Reads the stage.</summary>
    /// <param name="contents">What is listed.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>The reading, and the montage when it opens.</returns>
    public (StageReading Reading, ProcessingResult? Result) Read(MesoSpimContents contents, CancellationToken cancellationToken)
    {
        var product = products.Newest(contents.ImarisFolder, contents.Imaris, settings.MontageFiles, cancellationToken);
        var jobs = ImarisProducts.Names(contents.Imaris, settings.StitchJobFiles);
        if (NewestFailure(contents, jobs, product?.Modified) is { } failure)
        {
            return (Failed(failure), null);
        }

        return product is not null
            ? ImarisProducts.Read(product, contents.Folder, Reading)
            : (Reading(StageState.Waiting, jobs.Count == 0 ? "There is no montage yet." : "There is no montage yet; its stitching job waits or runs.") with
            {
                Progress = jobs.Count == 0 ? null : string.Join(' ', jobs),
            }, null);
    }

    // A montage that is newer than the failure has overcome it, and so has a job that was written later: it is being tried again.
    private Failure? NewestFailure(MesoSpimContents contents, IReadOnlyList<string> jobs, DateTimeOffset? montage)
    {
        Failure? newest = null;
        var others = new List<string>();
        foreach (var job in jobs)
        {
            if (errors.Find(job) is not { } moment)
            {
                others.Add(job);
            }
            else if (newest is null || moment > newest.Moment)
            {
                newest = new Failure(job, moment);
            }
        }

        return newest is null || montage > newest.Moment || others.Exists(job => products.Find(Path.Join(contents.ImarisFolder, job))?.Modified > newest.Moment)
            ? null
            : newest;
    }

    private static StageReading Failed(Failure failure)
    {
        var reason = AttentionReason.Of(
            AttentionKind.StitchingFailed,
            failure.Job,
            $"Stitching of the tiles failed: the job {failure.Job} lies in the folder of failed ones.",
            "Look at the error in the job's file; then have it stitched again.") with
        {
            Names = [failure.Job],
        };
        return Reading(StageState.Failed, reason.Finding) with { Failure = reason, Moment = failure.Moment };
    }

    private static StageReading Reading(StageState state, string why) => new()
    {
        Stage = StageKind.Montage,
        State = state,
        Why = why,
        StatusUntilDone = ProcessingStatus.ImsConverted,
        StatusWhenDone = ProcessingStatus.Finished,
    };
}

using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>The folder in which a failed stitching job's file appears (lab.md §4): listed once a look, and only when a dataset has jobs.</summary>
/// <param name="settings">The folder.</param>
/// <param name="files">The stores.</param>
internal sealed class StitchErrors(MesoSpimProcessingSettings settings, IFileTree files)
{
    private HashSet<string>? _names;

    /// <summary>When a job failed.</summary>
    /// <param name="job">The name of its file.</param>
    /// <returns>The moment; null when it has not failed.</returns>
    public DateTimeOffset? Find(string job) =>
        (_names ??= List()).Contains(job) && files.Find(Path.Join(settings.StitchErrorFolder, job)) is { Kind: EntryKind.File } facts ? facts.Modified : null;

    // A folder that is not there has no failures.
    private HashSet<string> List() => [.. PresentFolder.List(files, settings.StitchErrorFolder).Where(entry => entry.Kind == EntryKind.File).Select(entry => entry.Name)];
}

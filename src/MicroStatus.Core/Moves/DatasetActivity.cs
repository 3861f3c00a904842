using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves.Rules;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Moves;

/// <summary>Looks for what still works with a dataset: queues of the processing, growing files, recent changes (lab.md §8). Reads a few folders a
/// dataset, and CBPy's running work once.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
/// <param name="acts">Belongs to the queue's class; nothing is written.</param>
/// <param name="now">The moment.</param>
public sealed class DatasetActivity(StatusSettings settings, IFileTree files, IFileActs acts, DateTimeOffset now)
{
    private readonly RscmProcessingSettings _processing = settings.Rscm.Processing;
    private readonly StitchQueue _queue = new(settings.Rscm.Processing.Stitching, settings.Discovery.NoPi, files, acts);
    private List<(string File, string Output)>? _active;

    /// <summary>Looks.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="path">Its folder.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public MoveActivity Look(Dataset row, string path)
    {
        var folders = Folders(path).ToList();
        return new MoveActivity(LastChange(path, folders), QueueFile(row, path), GrowingFile(folders));
    }

    // The folder, what is in it, and one level further: times of folders tell of what was made or removed in them.
    private IEnumerable<string> Folders(string path)
    {
        yield return path;
        foreach (var entry in files.List(path).Where(entry => entry.Kind == EntryKind.Folder))
        {
            var child = Path.Join(path, entry.Name);
            yield return child;
            foreach (var grandchild in files.List(child).Where(inner => inner.Kind == EntryKind.Folder))
            {
                yield return Path.Join(child, grandchild.Name);
            }
        }
    }

    private DateTimeOffset? LastChange(string path, IEnumerable<string> folders) => folders
        .Concat(files.List(path).Where(entry => entry.Kind == EntryKind.File && entry.Name != settings.Discovery.MarkerFile).Select(entry => Path.Join(path, entry.Name)))
        .Select(entry => files.Find(entry)?.Modified)
        .Max();

    private string? QueueFile(Dataset row, string path) => _queue.Find(row.Id) switch
    {
        StitchQueuePlace.Waiting => $"it waits in {Path.Join(_processing.Stitching.Folder, _processing.Stitching.QueueFolder)}",
        StitchQueuePlace.Taken => "the stitching cluster has taken it",
        _ => Active().FirstOrDefault(work => IsBelow(work.Output, path)).File is { } file ? $"{file} is being worked on" : null,
    };

    // A file that cannot be read names everything: nothing is concluded from it.
    private List<(string File, string Output)> Active() =>
        _active ??= [.. new CbpyFolders(_processing.Denoising, files).ReadActive().SelectMany(work => (work.Outputs ?? ["/"]).Select(output => (work.File, output)))];

    private string? GrowingFile(IEnumerable<string> folders) => folders
        .SelectMany(folder => files.List(folder)
            .Where(entry => entry.Kind == EntryKind.File && entry.Name.EndsWith(settings.Imaris.Ending + settings.Imaris.PartEnding, StringComparison.OrdinalIgnoreCase))
            .Select(entry => Path.Join(folder, entry.Name)))
        .FirstOrDefault(file => files.Find(file) is { } facts && facts.Modified + settings.Moves.QuietTime > now);

    // Either is in the other: a file that names the dataset's parent works with it as well.
    private static bool IsBelow(string output, string path) =>
        output == "/" || output == path || output.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(output.TrimEnd('/') + "/", StringComparison.Ordinal);
}

using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Rscm;

/// <summary>The stitching cluster's queue: one file a dataset, which moves on from folder to folder (lab.md §3).</summary>
/// <param name="settings">Folders, names and lines.</param>
/// <param name="noPi">Written where a dataset has no PI.</param>
/// <param name="files">Reads the folders.</param>
/// <param name="acts">Writes into them.</param>
public sealed class StitchQueue(StitchingSettings settings, string noPi, IFileTree files, IFileActs acts)
{
    private readonly QueueFileNames _names = new(settings);

    /// <summary>Where a dataset's queue file is.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The place.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public StitchQueuePlace Find(long id)
    {
        // In the order in which a file passes, so that one that is taken meanwhile is not missed.
        var isWaiting = FilesOf(id, settings.QueueFolder).Any(name => _names.IsQueueFile(name) || QueueFileNames.IsClaim(name));
        return FilesOf(id, settings.TemporaryFolder).Any(_names.IsQueueFile) || FilesOf(id, settings.ProcessingFolder).Any(_names.IsQueueFile)
            ? StitchQueuePlace.Taken
            : isWaiting ? StitchQueuePlace.Waiting : StitchQueuePlace.None;
    }

    /// <summary>Writes a dataset's file into the queue, unless one is there or taken already, whoever wrote it. Repeated after a kill, it ends the same.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>Where its file was found; <see cref="StitchQueuePlace.None"/> when it was written now.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public StitchQueuePlace Enqueue(Dataset dataset)
    {
        var found = Find(dataset.Id);
        if (found == StitchQueuePlace.None)
        {
            acts.WriteFile(Path.Join(settings.Folder, settings.QueueFolder, FileName(dataset)), Content(dataset));
        }

        return found;
    }

    /// <summary>Writes a dataset's waiting file anew for its new place. Repeated after a kill, it ends the same.</summary>
    /// <param name="dataset">The dataset under its new name and path.</param>
    /// <returns>False when the cluster has taken the file meanwhile: nothing was written.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public bool TryRewrite(Dataset dataset)
    {
        var folder = Path.Join(settings.Folder, settings.QueueFolder);
        var target = FileName(dataset);
        var isOurs = false;
        foreach (var name in FilesOf(dataset.Id, settings.QueueFolder))
        {
            isOurs |= QueueFileNames.IsClaim(name) || (_names.IsQueueFile(name) && acts.TryRename(Path.Join(folder, name), QueueFileNames.Claim(name)));
        }

        if (!isOurs)
        {
            return false;
        }

        acts.WriteFile(Path.Join(folder, target), Content(dataset));
        foreach (var name in FilesOf(dataset.Id, settings.QueueFolder).Where(QueueFileNames.IsClaim))
        {
            acts.Delete(Path.Join(folder, name));
        }

        return true;
    }

    /// <summary>The name of a dataset's queue file; not sanitised (lab.md §3).</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The file's name.</returns>
    public string FileName(Dataset dataset) => Fill(settings.QueueFileName, dataset);

    private byte[] Content(Dataset dataset) =>
        Encoding.UTF8.GetBytes(string.Concat(settings.QueueFileLines.Select(line => Fill(line, dataset) + "\n")));

    private string Fill(string template, Dataset dataset) => Placeholders.Fill(
        template,
        ("Id5", QueueFileNames.Id5(dataset.Id)),
        ("Pi", dataset.Pi ?? noPi),
        ("ClNumber", dataset.ClNumber),
        ("Name", dataset.Name),
        ("DatasetPath", dataset.Path));

    private List<string> FilesOf(long id, string folder) =>
    [
        .. PresentFolder.List(files, Path.Join(settings.Folder, folder))
            .Where(entry => entry.Kind == EntryKind.File && QueueFileNames.IdOf(entry.Name) == id)
            .Select(entry => entry.Name),
    ];
}

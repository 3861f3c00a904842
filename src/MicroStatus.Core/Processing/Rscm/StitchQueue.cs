using System.Globalization;
using System.IO.Enumeration;
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
    // Not a queue file to the cluster: what is under this name is ours until it is written anew.
    private const string Claim = ".renaming";

    /// <summary>Where a dataset's queue file is.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The place.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public StitchQueuePlace Find(long id)
    {
        if (FilesOf(id, settings.TemporaryFolder).Any(IsQueueFile) || FilesOf(id, settings.ProcessingFolder).Any(IsQueueFile))
        {
            return StitchQueuePlace.Taken;
        }

        return FilesOf(id, settings.QueueFolder).Any(name => IsQueueFile(name) || IsClaim(name)) ? StitchQueuePlace.Waiting : StitchQueuePlace.None;
    }

    /// <summary>Writes a dataset's file, unless one waits or was taken already, whoever wrote it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>Where a file was found; <see cref="StitchQueuePlace.None"/> when this one was written.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public StitchQueuePlace Enqueue(Dataset dataset)
    {
        var place = Find(dataset.Id);
        if (place == StitchQueuePlace.None)
        {
            acts.WriteFile(Path.Join(settings.Folder, settings.QueueFolder, FileName(dataset)), Content(dataset));
        }

        return place;
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
            isOurs |= IsClaim(name) || (IsQueueFile(name) && acts.TryRename(Path.Join(folder, name), name + Claim));
        }

        if (!isOurs)
        {
            return false;
        }

        acts.WriteFile(Path.Join(folder, target), Content(dataset));
        foreach (var name in FilesOf(dataset.Id, settings.QueueFolder).Where(IsClaim))
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

    private string Fill(string template, Dataset dataset) => template
        .Replace("{Id5}", Id5(dataset.Id), StringComparison.Ordinal)
        .Replace("{Pi}", dataset.Pi ?? noPi, StringComparison.Ordinal)
        .Replace("{ClNumber}", dataset.ClNumber, StringComparison.Ordinal)
        .Replace("{Name}", dataset.Name, StringComparison.Ordinal)
        .Replace("{DatasetPath}", dataset.Path, StringComparison.Ordinal);

    private static string Id5(long id) => id.ToString("D5", CultureInfo.InvariantCulture);

    private bool IsQueueFile(string name) => FileSystemName.MatchesSimpleExpression(settings.QueueFiles, name, ignoreCase: true);

    private static bool IsClaim(string name) => name.EndsWith(Claim, StringComparison.Ordinal);

    private List<string> FilesOf(long id, string folder)
    {
        try
        {
            return files.List(Path.Join(settings.Folder, folder))
                .Where(entry => entry.Kind == EntryKind.File && entry.Name.StartsWith(Id5(id) + "_", StringComparison.Ordinal))
                .Select(entry => entry.Name)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return []; // a lab without this cluster
        }
    }
}

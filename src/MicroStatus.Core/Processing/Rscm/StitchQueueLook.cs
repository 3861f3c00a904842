using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Rscm;

/// <summary>One look at the stitching queue: each folder is listed once, in the order in which files pass, so that a file that moves on meanwhile is seen at least once.</summary>
internal sealed class StitchQueueLook
{
    private static readonly QueueFolder[] InHand = [QueueFolder.Waiting, QueueFolder.Temporary, QueueFolder.Processing];

    private readonly StitchingSettings _settings;
    private readonly IFileTree _files;
    private readonly ILookup<long, (QueueFolder Folder, string Name)> _byId;

    private StitchQueueLook(StitchingSettings settings, IFileTree files, IReadOnlyList<(QueueFolder Folder, string Name)> found)
    {
        _settings = settings;
        _files = files;
        _byId = found.Where(file => QueueFileNames.IdOf(file.Name) is not null).ToLookup(file => QueueFileNames.IdOf(file.Name)!.Value);
        IsEmpty = !found.Any(file => InHand.Contains(file.Folder));
        HasWork = _byId.Any(files => files.Any(file => InHand.Contains(file.Folder)));
        InProcessing = [.. found.Where(file => file.Folder == QueueFolder.Processing).Select(file => file.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>No file of anybody waits or is taken.</summary>
    public bool IsEmpty { get; }

    /// <summary>A dataset's file waits or is taken.</summary>
    public bool HasWork { get; }

    /// <summary>Names of the files that are being stitched, in order.</summary>
    public IReadOnlyList<string> InProcessing { get; }

    /// <summary>Looks.</summary>
    /// <param name="settings">The queue.</param>
    /// <param name="files">Reads its folders.</param>
    /// <returns>What is there; nothing in a lab without this cluster.</returns>
    public static StitchQueueLook Read(StitchingSettings settings, IFileTree files)
    {
        var names = new QueueFileNames(settings);
        var found = new List<(QueueFolder, string)>();
        foreach (var folder in Enum.GetValues<QueueFolder>())
        {
            found.AddRange(PresentFolder.List(files, PathOf(settings, folder))
                .Where(entry => entry.Kind == EntryKind.File && (names.IsQueueFile(entry.Name) || (folder == QueueFolder.Waiting && QueueFileNames.IsClaim(entry.Name))))
                .Select(entry => (folder, entry.Name)));
        }

        return new StitchQueueLook(settings, files, found);
    }

    /// <summary>The path of a folder of the queue.</summary>
    /// <param name="settings">The queue.</param>
    /// <param name="folder">Which one.</param>
    /// <returns>The path.</returns>
    public static string PathOf(StitchingSettings settings, QueueFolder folder) => Path.Join(settings.Folder, folder switch
    {
        QueueFolder.Waiting => settings.QueueFolder,
        QueueFolder.Temporary => settings.TemporaryFolder,
        QueueFolder.Processing => settings.ProcessingFolder,
        QueueFolder.Complete => settings.CompleteFolder,
        _ => settings.ErrorFolder,
    });

    /// <summary>What the queue says of a dataset: the newest file counts, of equals the one that is further on.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>What it says.</returns>
    public QueueTrace Of(long id)
    {
        var files = _byId[id].ToList();
        var newest = files
            .Select(file => (File: file, Facts: _files.Find(Path.Join(PathOf(_settings, file.Folder), file.Name))))
            .Where(file => file.Facts is not null) // moved on meanwhile
            .Select(file => new QueueFile(file.File.Folder, file.File.Name, file.Facts!.Value.Modified))
            .OrderByDescending(file => file.Modified)
            .ThenByDescending(file => file.Folder)
            .FirstOrDefault();
        return new QueueTrace(newest, files.Exists(file => InHand.Contains(file.Folder)));
    }
}

using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Moves.Proving;

/// <summary>What the web page has moved into FastStore's trash. Its entries have names of its own, so that a folder is a dataset's only when it is the very
/// folder that the dataset was on FastStore.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
/// <param name="database">The database.</param>
public sealed class WebPageTrash(StatusSettings settings, IFileTree files, IDatasetDatabase database)
{
    /// <summary>Finds the entry that a dataset has become: the folder whose device and inode are what was noted when it was on FastStore, among those whose
    /// names begin with its name.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The entry; its path is null when there is none, and then it tells why.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public TrashedFolder Find(Dataset row)
    {
        if (StorePath.Of(row.Path, settings.Storage) is not { Kind: StorePathKind.OnFastStore, RelativePath: { } relative })
        {
            return new TrashedFolder(null, 0, "Its row does not tell where it was on FastStore.");
        }

        if (database.ReadObservation(row.Path!)?.Identity is not { } identity)
        {
            return new TrashedFolder(null, 0, "Which folder it was on FastStore was never noted, so that no folder in the trash is known to be its.");
        }

        var wanted = Path.Join(settings.Storage.FastStore.TrashPath, relative);
        var (folder, name) = (Path.GetDirectoryName(wanted)!, Path.GetFileName(wanted));
        foreach (var entry in Folders(folder).Where(entry => entry.StartsWith(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var path = Path.Join(folder, entry);
            if (files.Find(path) is { Kind: EntryKind.Folder } facts && facts.Identity == identity)
            {
                return new TrashedFolder(path, identity.Inode, "It is the folder that it was on FastStore.");
            }
        }

        return new TrashedFolder(null, 0, $"None of the folders in {folder} whose names begin with {name} is the one that it was on FastStore.");
    }

    /// <summary>The entries that moves of the web page are known to have made, by path, as if none were marked.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="database">The database.</param>
    /// <returns>The entries, whether they are still there or not.</returns>
    public static IReadOnlyDictionary<string, TrashEntry> Known(StatusSettings settings, IDatasetDatabase database)
    {
        var known = new Dictionary<string, TrashEntry>(StringComparer.Ordinal);
        foreach (var move in MovesTo(database))
        {
            var relative = StorePath.Of(move.Source, settings.Storage).RelativePath ?? move.Name;
            known.TryAdd(move.TrashEntry!, new TrashEntry(move.TrashEntry!, relative, TrashKind.Moved, move.Id, IsMarked: false) { IsOfWebPage = true });
        }

        return known;
    }

    /// <summary>Why an entry of the web page has no marker.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="database">The database.</param>
    /// <returns>A sentence; null when nothing is known of it.</returns>
    public static string? WhyUnmarked(TrashEntry entry, IDatasetDatabase database) =>
        MovesTo(database).FirstOrDefault(move => move.TrashEntry == entry.Path) is { } move ? ProofHistory.Read(database.Intents, move).Tell() : null;

    private static IEnumerable<DatasetMove> MovesTo(IDatasetDatabase database) =>
        database.Moves.Find(new MoveFilter { States = [MoveState.Moved] }).Where(move => move is { Origin: MoveOrigin.WebPage, TrashEntry: not null });

    // Nothing of this project may be in the trash.
    private IEnumerable<string> Folders(string folder) => PresentFolder.List(files, folder).Where(entry => entry.Kind == EntryKind.Folder).Select(entry => entry.Name);
}

using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Reads a store's trash: each of its folders is listed once, and only when it is asked for. Not for several threads.</summary>
public sealed class StoreTrash
{
    private readonly string _root;
    private readonly string _markerEnding;
    private readonly IFileTree _files;
    private readonly TrashNames _names;
    private readonly StrayFiles _stray;
    private readonly Lazy<IReadOnlyDictionary<string, TrashEntry>> _ofWebPage;
    private readonly Dictionary<string, Dictionary<string, EntryKind>> _listed = new(StringComparer.Ordinal);

    /// <summary>Prepares reading.</summary>
    /// <param name="store">The store.</param>
    /// <param name="settings">Names and markers.</param>
    /// <param name="stray">Files that never count.</param>
    /// <param name="files">Reads the folders.</param>
    /// <param name="ofWebPage">Asked once for what the web page is known to have moved there: unmarked entries by path.</param>
    public StoreTrash(StoreSettings store, TrashSettings settings, StrayFiles stray, IFileTree files, Func<IReadOnlyDictionary<string, TrashEntry>> ofWebPage)
    {
        _ofWebPage = new Lazy<IReadOnlyDictionary<string, TrashEntry>>(ofWebPage, isThreadSafe: false);
        _stray = stray;
        _root = Path.TrimEndingDirectorySeparator(store.TrashPath);
        _markerEnding = settings.MarkerEnding;
        _files = files;
        _names = new TrashNames(settings);
    }

    /// <summary>The entries that a dataset's folder became by a move.</summary>
    /// <param name="relativePath">The dataset's path below the acquisitions.</param>
    /// <param name="id">Its id.</param>
    /// <returns>Its entries; none when there is no trash.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IReadOnlyList<TrashEntry> Of(string relativePath, long id)
    {
        var folders = _ofWebPage.Value.Values.Where(entry => entry.Id == id).Select(entry => Path.GetDirectoryName(entry.Path)!)
            .Append(Path.TrimEndingDirectorySeparator(Path.Join(_root, _names.FolderOf(relativePath, id))));
        return
        [
            .. folders.Distinct(StringComparer.Ordinal)
                .SelectMany(folder => Content(folder).Keys.Select(name => EntryOf(folder, name, Content(folder))))
                .OfType<TrashEntry>()
                .Where(entry => entry.Id == id && entry.Kind == TrashKind.Moved && entry.RelativePath == relativePath)
                .OrderBy(entry => entry.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything in the trash: entries by their names or markers, and what lies there without either.</summary>
    /// <param name="isDataset">Whether a folder is a dataset, by its name and what is in it: it is one thing then.</param>
    /// <param name="depth">How deep below the trash folder an entry may lie.</param>
    /// <param name="report">Hears of folders that cannot be read.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Each as it is found.</returns>
    public IEnumerable<TrashEntry> All(
        Func<string, IEnumerable<FolderEntry>, bool> isDataset,
        int depth,
        Action<FolderFault> report,
        CancellationToken cancellationToken) => Walk(_root, depth, isDataset, report, cancellationToken);

    private IEnumerable<TrashEntry> Walk(
        string folder,
        int depth,
        Func<string, IEnumerable<FolderEntry>, bool> isDataset,
        Action<FolderFault> report,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TryRead(folder, report) is not { } content)
        {
            yield break;
        }

        var entries = content.Keys.Order(StringComparer.Ordinal).Select(name => EntryOf(folder, name, content)).OfType<TrashEntry>().ToList();
        var known = entries.Select(entry => Path.GetFileName(entry.Path)).ToHashSet(StringComparer.Ordinal);
        var rest = content.Where(pair => !known.Contains(pair.Key) && (pair.Value == EntryKind.Folder || !IsCompanion(pair.Key, known))).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var loose = rest.Where(pair => pair.Value != EntryKind.Folder && !_stray.Match(pair.Key)).ToList();
        var isOneThing = folder != _root
            && (depth == 0 || isDataset(Path.GetFileName(folder), content.Select(pair => new FolderEntry(pair.Key, pair.Value))));
        if (isOneThing || (loose.Count > 0 && entries.Count == 0 && folder != _root))
        {
            yield return Unnamed(folder); // what lies in it without a name of its own belongs together
        }
        else
        {
            foreach (var (name, _) in loose)
            {
                yield return Unnamed(Path.Join(folder, name));
            }
        }

        foreach (var (name, kind) in rest)
        {
            if (kind == EntryKind.Folder && !isOneThing)
            {
                foreach (var entry in Walk(Path.Join(folder, name), depth - 1, isDataset, report, cancellationToken))
                {
                    yield return entry;
                }
            }
        }

        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    private TrashEntry Unnamed(string path) => new(path, Path.GetRelativePath(_root, path), Kind: null, Id: null, IsMarked: false);

    // An entry by its name, by what is known of the web page's moves, or by a marker that someone put beside it.
    private TrashEntry? EntryOf(string folder, string name, Dictionary<string, EntryKind> content)
    {
        var path = Path.Join(folder, name);
        var relative = path[(_root.Length + 1)..];
        var isMarked = content.ContainsKey(name + _markerEnding);
        if (name.EndsWith(_markerEnding, StringComparison.Ordinal))
        {
            return null;
        }

        return _names.Read(relative) is { } told
            ? new TrashEntry(path, told.RelativePath, told.Kind, told.Id, isMarked)
            : _ofWebPage.Value.TryGetValue(path, out var known) ? known with { IsMarked = isMarked }
            : isMarked ? new TrashEntry(path, relative, Kind: null, Id: null, IsMarked: true) : null;
    }

    // A marker, a manifest: files that are named after an entry, which may be gone by now or not be there yet.
    private bool IsCompanion(string name, HashSet<string> entries) =>
        name.EndsWith(_markerEnding, StringComparison.Ordinal)
        || entries.Any(entry => name.Length > entry.Length && name[entry.Length] == '.' && name.StartsWith(entry, StringComparison.Ordinal));

    private Dictionary<string, EntryKind>? TryRead(string folder, Action<FolderFault> report)
    {
        try
        {
            return Content(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(new FolderFault(folder, e));
            return null;
        }
    }

    // From above: what has no parent there costs no call.
    private Dictionary<string, EntryKind> Content(string folder)
    {
        if (_listed.TryGetValue(folder, out var content))
        {
            return content;
        }

        content = new Dictionary<string, EntryKind>(StringComparer.Ordinal);
        if (folder == _root
            || (Content(Path.GetDirectoryName(folder)!).TryGetValue(Path.GetFileName(folder), out var kind) && kind == EntryKind.Folder))
        {
            try
            {
                foreach (var entry in _files.List(folder))
                {
                    content[entry.Name] = entry.Kind;
                }
            }
            catch (DirectoryNotFoundException)
            {
                content.Clear(); // gone meanwhile, or a store without a trash
            }
        }

        return _listed[folder] = content;
    }
}

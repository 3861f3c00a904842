using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Proving;

namespace MicroStatus.Storage;

/// <summary>Finds out where datasets are: one stat a place, and nothing is concluded about a store that is absent (lab.md §1).</summary>
public sealed class DatasetWhereabouts
{
    private readonly StorageSettings _storage;
    private readonly IFileTree _files;
    private readonly IDatasetDatabase _database;
    private readonly DatasetPlaces _places;
    private StorePresence? _fastStore;
    private StorePresence? _hive;

    /// <summary>Prepares looking; nothing is looked at yet.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="files">The stores.</param>
    /// <param name="database">Tells which store was mounted before.</param>
    public DatasetWhereabouts(StatusSettings settings, IFileTree files, IDatasetDatabase database)
    {
        _storage = settings.Storage;
        _files = files;
        _database = database;
        _places = new DatasetPlaces(settings.Discovery);
        Trash = new StoreTrash(_storage.FastStore, settings.Trash, new StrayFiles(settings.Discovery.StrayFiles), files, () => WebPageTrash.Known(settings, database));
    }

    /// <summary>Whether FastStore can be believed; looked at once.</summary>
    public StorePresence FastStore => _fastStore ??= Look(nameof(StorageSettings.FastStore), _storage.FastStore);

    /// <summary>Whether Hive can be believed; looked at once.</summary>
    public StorePresence Hive => _hive ??= Look(nameof(StorageSettings.Hive), _storage.Hive);

    /// <summary>FastStore's trash.</summary>
    public StoreTrash Trash { get; }

    /// <summary>Why nothing is concluded about a store: a sentence for each that is absent.</summary>
    public IEnumerable<string> Suspended
    {
        get
        {
            if (!FastStore.IsPresent)
            {
                yield return $"{nameof(FastStore)} is absent, so nothing is concluded about what should be there: {FastStore.Reason}";
            }

            if (!Hive.IsPresent)
            {
                yield return $"{nameof(Hive)} is absent, so nothing is concluded about what should be there: {Hive.Reason}";
            }
        }
    }

    /// <summary>Finds a dataset.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="everywhere">True: each place is looked at. False: only where the row says that it is, and the others when it is not there.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public Whereabouts Of(Dataset row, bool everywhere)
    {
        var seen = Paths(row);
        var (fast, hive) = (seen.FastStorePath, seen.HivePath);
        seen = row.Moved && !seen.IsDemo ? seen with { OnHive = LookOnHive(hive) } : seen with { OnFastStore = LookOnFastStore(fast) };
        if (!everywhere && (seen.OnHive == FolderState.Folder || seen.OnFastStore == FolderState.Folder))
        {
            return seen;
        }

        return WithoutOthers(row, seen with
        {
            OnFastStore = seen.OnFastStore == FolderState.Unknown ? LookOnFastStore(fast) : seen.OnFastStore,
            OnHive = seen.OnHive == FolderState.Unknown ? LookOnHive(hive) : seen.OnHive,
            AtSamePathOnHive = hive.Kind != StorePathKind.OnHive && Hive.IsPresent ? At(seen.SamePathOnHive) : FolderState.Unknown,
            Trash = FastStore.IsPresent && fast.RelativePath is { } path ? Trash.Of(path, row.Id) : [],
        });
    }

    /// <summary>What the row's paths say; nothing is looked at.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The paths, with nothing known of what stands there.</returns>
    public Whereabouts Paths(Dataset row)
    {
        var fast = StorePath.Of(row.Path, _storage);
        return new Whereabouts
        {
            FastStorePath = fast,
            HivePath = StorePath.Of(row.PathOnHive, _storage),
            SamePathOnHive = fast.RelativePath is { } relative ? Path.Join(_storage.Hive.AcquirePath, relative) : null,
            IsDemo = IsDemo(row, fast),
        };
    }

    // A folder whose dataset was moved may be used again (lab.md §2): what stands at one row's place may be another row's dataset.
    private Whereabouts WithoutOthers(Dataset row, Whereabouts seen)
    {
        var isOnFastStore = row.Moved && !seen.IsDemo && seen.OnFastStore == FolderState.Folder;
        var isOnHive = seen.AtSamePathOnHive == FolderState.Folder;
        if (seen.FastStorePath.Path is not { } path || (!isOnFastStore && !isOnHive))
        {
            return seen;
        }

        var others = _database
            .FindDatasets(new DatasetFilter { Paths = [path, row.Path!] }, CancellationToken.None)
            .Where(other => other.Id != row.Id && StorePath.Of(other.Path, _storage).Path == path)
            .ToList();
        return seen with
        {
            OnFastStore = isOnFastStore && others.Exists(other => !other.Moved) ? FolderState.Absent : seen.OnFastStore,
            AtSamePathOnHive = isOnHive && others.Exists(other => StorePath.Of(other.PathOnHive, _storage).Path == seen.SamePathOnHive)
                ? FolderState.Absent
                : seen.AtSamePathOnHive,
        };
    }

    private StorePresence Look(string name, StoreSettings store) =>
        StorePresence.Look(store, _files, _database.ReadNote(StorePresence.MountNote(name, store)) is not null);

    // Without the modality's folder, as discovery reads it.
    private bool IsDemo(Dataset row, StorePath path)
    {
        var text = path.RelativePath is { } relative ? relative[(relative.IndexOf('/', StringComparison.Ordinal) + 1)..] : row.Name;
        return text.Trim('/').Length > 0 && _places.Read(text).IsDemo;
    }

    private FolderState LookOnFastStore(StorePath path) =>
        path.Kind == StorePathKind.OnFastStore && FastStore.IsPresent ? At(path.Path) : FolderState.Unknown;

    private FolderState LookOnHive(StorePath path) => path.Kind == StorePathKind.OnHive && Hive.IsPresent ? At(path.Path) : FolderState.Unknown;

    private FolderState At(string? path) => path is null
        ? FolderState.Unknown
        : _files.Find(path) switch
        {
            null => FolderState.Absent,
            { Kind: EntryKind.Folder } => FolderState.Folder,
            _ => FolderState.NotFolder,
        };
}

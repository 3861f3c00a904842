using MicroStatus.Configuration;
using MicroStatus.Storage;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Looks at a dataset's folder, as far as it may have changed since the last look.</summary>
/// <remarks>
/// The calls of a look at an unchanged dataset: a stat of the folder and of each zarr group, of image and metadata of the few newest tiles
/// that are not complete, and of the acquisition tables. Folders are listed when their time changed or cannot be trusted.
/// </remarks>
internal sealed class MesoSpimLook
{
    // Microscopes write one tile after another: what still changes is among the newest. The others wait for a change of the folder.
    private const int MostLiveTiles = 4;
    private const int MostLiveTables = 3;
    private const int MostTables = 64;

    private readonly MesoSpimSettings _settings;
    private readonly DiscoverySettings _discovery;
    private readonly IFileTree _tree;
    private readonly TileListing _listing;
    private readonly AcquisitionTable _table;
    private readonly TileInspector _inspector;
    private readonly ZarrGrowth _growth;

    public MesoSpimLook(
        MesoSpimSettings settings,
        DiscoverySettings discovery,
        IFileTree tree,
        ITiffHeaderReader headers,
        TileListing listing,
        TileNameParser names)
    {
        _settings = settings;
        _discovery = discovery;
        _tree = tree;
        _listing = listing;
        _table = new AcquisitionTable(settings, names);
        _inspector = new TileInspector(settings, tree, headers, new TileMetadataParser(settings));
        _growth = new ZarrGrowth(tree);
    }

    /// <summary>Looks.</summary>
    /// <param name="request">What to look at.</param>
    /// <param name="before">What is remembered, or null.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What is there now, to be remembered.</returns>
    public MesoSpimMemory Take(ObservationRequest request, MesoSpimMemory? before, CancellationToken cancellationToken)
    {
        if (_tree.Find(request.Path) is not { Kind: EntryKind.Folder } facts)
        {
            throw new DirectoryNotFoundException($"The dataset's folder '{request.Path}' is not there.");
        }

        var isListed = request.FullListing || before is not { IsFolderTrusted: true } || before.FolderModified != facts.Modified;
        var folder = isListed || before is null ? _listing.Read(_tree.List(request.Path)) : Remembered(before);
        var groups = LookAtGroups(request, folder, before, isListed);
        return new MesoSpimMemory
        {
            FolderModified = facts.Modified,
            IsFolderTrusted = isListed ? IsTrusted(facts.Modified, request.Now) : before!.IsFolderTrusted,
            Groups = groups.States,
            Tiles = LookAtTiles(request, folder, before, isListed || groups.AnyListed, cancellationToken),
            Tables = LookAtTables(request, folder, before, isListed, cancellationToken),
        };
    }

    // The folder as it was; zarr tiles are added group by group, since a group may be listed by itself.
    private static DatasetFolder Remembered(MesoSpimMemory before)
    {
        var folder = new DatasetFolder();
        folder.Groups.AddRange(before.Groups.Select(group => group.Name));
        folder.Tables.AddRange(before.Tables.Select(table => table.Name));
        foreach (var tile in before.Tiles)
        {
            if (tile.HasMetadata)
            {
                folder.Add(tile.Place, isImage: false);
            }

            if (tile.HasImage && tile.Place.Group is null)
            {
                folder.Add(tile.Place, isImage: true);
            }
        }

        return folder;
    }

    private (List<GroupState> States, bool AnyListed) LookAtGroups(ObservationRequest request, DatasetFolder folder, MesoSpimMemory? before, bool isListed)
    {
        var states = new List<GroupState>(folder.Groups.Count);
        var known = before?.Groups.ToDictionary(group => group.Name, StringComparer.Ordinal) ?? [];
        var images = before?.Tiles.Where(tile => tile.HasImage).ToLookup(tile => tile.Place.Group, StringComparer.Ordinal);
        var anyListed = false;
        foreach (var name in folder.Groups)
        {
            var path = $"{request.Path}/{name}";
            if (_tree.Find(path) is not { Kind: EntryKind.Folder } facts)
            {
                continue;
            }

            if (!request.FullListing && images is not null && known.TryGetValue(name, out var state) && state.IsTrusted && state.Modified == facts.Modified)
            {
                foreach (var tile in images[name])
                {
                    folder.Add(tile.Place, isImage: true);
                }

                states.Add(state);
                continue;
            }

            anyListed = true;
            _listing.AddGroup(folder, name, _tree.List(path));
            states.Add(new GroupState(name, facts.Modified, IsTrusted(facts.Modified, request.Now)));
        }

        return (states, anyListed || isListed);
    }

    private List<TileState> LookAtTiles(
        ObservationRequest request,
        DatasetFolder folder,
        MesoSpimMemory? before,
        bool isListed,
        CancellationToken cancellationToken)
    {
        var known = before?.Tiles.ToDictionary(tile => tile.Place.Name, StringComparer.Ordinal) ?? [];
        var live = isListed || before is null ? null : Live(before.Tiles);
        var tiles = new List<TileState>(folder.Tiles.Count);
        foreach (var listed in folder.Tiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var same = known.GetValueOrDefault(listed.Place.Name) is { } remembered
                && remembered.HasImage == listed.HasImage
                && remembered.HasMetadata == listed.HasMetadata
                ? remembered
                : null;
            var isKept = same is not null && !request.FullListing && (same.IsFinal || (live is not null && !live.Contains(listed.Place.Name)));
            tiles.Add(isKept ? same! : _inspector.Inspect(request.Path, listed, same, request));
        }

        tiles.Sort((x, y) => TileOrder.Instance.Compare(x.Place.Id, y.Place.Id) is not 0 and var order
            ? order
            : string.CompareOrdinal(x.Place.Name, y.Place.Name));
        MeasureGrowth(request.Path, tiles);
        return tiles;
    }

    private static HashSet<string> Live(IReadOnlyList<TileState> tiles)
    {
        var open = tiles.Where(tile => !tile.IsFinal).ToList();
        open.Sort((x, y) => x.HasStopped == y.HasStopped
            ? Comparable(y).CompareTo(Comparable(x))
            : x.HasStopped.CompareTo(y.HasStopped));
        return open.Take(MostLiveTiles).Select(tile => tile.Place.Name).ToHashSet(StringComparer.Ordinal);

        static DateTimeOffset Comparable(TileState tile) => tile.Newest ?? DateTimeOffset.MinValue;
    }

    private void MeasureGrowth(string path, List<TileState> tiles)
    {
        if (new TileOverview(tiles).Growing is { Place.Format: TileFormat.OmeZarr, ImageStamp: { } stamp } growing)
        {
            var index = tiles.FindIndex(tile => ReferenceEquals(tile, growing));
            tiles[index] = growing with { ImageStamp = _growth.Measure($"{path}/{growing.Place.Image}", stamp) };
        }
    }

    private List<TableState> LookAtTables(
        ObservationRequest request,
        DatasetFolder folder,
        MesoSpimMemory? before,
        bool isListed,
        CancellationToken cancellationToken)
    {
        var known = before?.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal) ?? [];
        var tables = new List<TableState>();
        folder.Tables.Sort(StringComparer.Ordinal);
        foreach (var name in folder.Tables.Take(MostTables))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var state = known.GetValueOrDefault(name);
            if (!isListed && state is not null && tables.Count >= MostLiveTables)
            {
                tables.Add(state);
            }
            else if (_tree.Find($"{request.Path}/{name}") is { Kind: EntryKind.File } facts)
            {
                var stamp = FileStamp.Of(facts);
                tables.Add(state?.Stamp == stamp && !(request.FullListing && state.Fault is not null) ? state : ReadTable(request.Path, name, stamp));
            }
        }

        if (folder.Tables.Count > MostTables)
        {
            tables.Add(new TableState { Name = folder.Tables[^1], Stamp = default, Fault = $"only the first {MostTables} such files are" });
        }

        return tables;
    }

    private TableState ReadTable(string folder, string name, FileStamp stamp)
    {
        var state = new TableState { Name = name, Stamp = stamp };
        try
        {
            return state with { Tiles = _table.Read(_tree.ReadFile($"{folder}/{name}", _settings.MetadataLimit)) };
        }
        catch (FileNotFoundException)
        {
            return state with { Fault = "it went away" };
        }
        catch (UnauthorizedAccessException)
        {
            return state with { Fault = "access to it is denied" };
        }
        catch (InvalidDataException)
        {
            return state with { Fault = $"it is larger than {ByteText.Of(_settings.MetadataLimit)}" };
        }
    }

    private bool IsTrusted(DateTimeOffset modified, DateTimeOffset now) => now - modified > _discovery.FolderTimeGrain;
}

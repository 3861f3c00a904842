using System.IO.Enumeration;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Tells from names alone what in a dataset's folder is a tile, metadata, a zarr group or a table (lab.md §4).</summary>
/// <param name="settings">Endings and globs.</param>
/// <param name="stray">Files that never count.</param>
/// <param name="names">Finds the tile in a name.</param>
internal sealed class TileListing(MesoSpimSettings settings, StrayFiles stray, TileNameParser names)
{
    /// <summary>Whether a file is a tile's image or metadata.</summary>
    public bool IsTileFile(FolderEntry entry) =>
        entry.Kind == EntryKind.File
        && !entry.Name.StartsWith(settings.ProjectionPrefix, StringComparison.Ordinal)
        && TileStem(entry.Name) is { } stem
        && names.TryParse(stem, out _)
        && !stray.Match(entry.Name);

    /// <summary>Sorts the entries of a dataset's folder; tiles inside zarr groups come with <see cref="AddGroup"/>.</summary>
    public DatasetFolder Read(IReadOnlyList<FolderEntry> entries)
    {
        var folder = new DatasetFolder();
        var zarrStems = new List<string>();
        var zarrFolders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = entry.Name;
            if (name.StartsWith(settings.ProjectionPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (entry.Kind == EntryKind.Folder && name.EndsWith(settings.ZarrEnding, StringComparison.Ordinal) && !stray.Match(name))
            {
                zarrFolders.Add(name);
            }
            else if (entry.Kind == EntryKind.File && TileStem(name) is { } stem)
            {
                if (stray.Match(name))
                {
                    continue;
                }

                if (stem.EndsWith(settings.ZarrEnding, StringComparison.Ordinal))
                {
                    zarrStems.Add(stem);
                }
                else if (names.TryParse(stem, out var id))
                {
                    folder.Add(new TilePlace(stem, id, TileFormat.Btf, Group: null), isImage: stem.Length == name.Length);
                }
            }
            else if (entry.Kind == EntryKind.File && IsTable(name))
            {
                folder.Tables.Add(name);
            }
        }

        AddZarr(folder, zarrStems, zarrFolders);
        return folder;
    }

    /// <summary>Adds the tiles of a zarr group.</summary>
    public void AddGroup(DatasetFolder folder, string group, IReadOnlyList<FolderEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind == EntryKind.Folder
                && entry.Name.EndsWith(settings.ZarrEnding, StringComparison.Ordinal)
                && names.TryParse(entry.Name, out var id)
                && !stray.Match(entry.Name))
            {
                folder.Add(new TilePlace($"{group}_{entry.Name}", id, TileFormat.OmeZarr, group), isImage: true);
            }
        }
    }

    private void AddZarr(DatasetFolder folder, List<string> stems, HashSet<string> folders)
    {
        foreach (var stem in stems)
        {
            var group = Group(stem, folders);
            if (names.TryParse(group is null ? stem : stem[(group.Length + 1)..], out var id))
            {
                var place = new TilePlace(stem, id, TileFormat.OmeZarr, group);
                folder.Add(place, isImage: false);
                if (group is null && folders.Remove(stem))
                {
                    // A tile without a group, beside its metadata.
                    folder.Add(place, isImage: true);
                }
            }
        }

        folder.Groups.AddRange(folders.Order(StringComparer.Ordinal));
    }

    // `<group>.ome.zarr_<tile>.ome.zarr`: the group that is there, else the shortest name that can be one.
    private string? Group(string stem, HashSet<string> folders)
    {
        if (folders.Contains(stem))
        {
            return null;
        }

        string? shortest = null;
        var separator = settings.ZarrEnding + "_";
        for (var at = stem.IndexOf(separator, StringComparison.Ordinal); at > 0; at = stem.IndexOf(separator, at + 1, StringComparison.Ordinal))
        {
            var group = stem[..(at + settings.ZarrEnding.Length)];
            if (folders.Contains(group))
            {
                return group;
            }

            shortest ??= group;
        }

        return shortest;
    }

    // The name without the ending of metadata, when what is left ends as a tile does; a zarr tile is a folder, never a file.
    private string? TileStem(string name)
    {
        if (name.EndsWith(settings.MetadataEnding, StringComparison.Ordinal))
        {
            var stem = name[..^settings.MetadataEnding.Length];
            return stem.EndsWith(settings.TileEnding, StringComparison.Ordinal) || stem.EndsWith(settings.ZarrEnding, StringComparison.Ordinal)
                ? stem
                : null;
        }

        return name.EndsWith(settings.TileEnding, StringComparison.Ordinal) ? name : null;
    }

    private bool IsTable(string name) => FileSystemName.MatchesSimpleExpression(settings.AcquisitionTables, name) && !stray.Match(name);
}

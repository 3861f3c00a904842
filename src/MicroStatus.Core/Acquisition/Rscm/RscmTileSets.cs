using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Reads the tile sets of an RSCM dataset: one for each colour, all layers together (lab.md §3). Folders are listed; no ribbon is looked at by itself, but those of the layer
/// that is being imaged.</summary>
/// <param name="settings">Names and times.</param>
/// <param name="names">How folders and files are called.</param>
/// <param name="files">The store.</param>
internal sealed class RscmTileSets(RscmSettings settings, RscmNames names, IFileTree files)
{
    /// <summary>Reads them.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="cancellationToken">Stops between two layers.</param>
    /// <returns>The sets, by wavelength.</returns>
    public IReadOnlyList<TileSet> Read(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (metadata, problem) = ReadMetadata(path);
        var listing = new Listing();
        foreach (var layer in files.List(path).Where(entry => entry.Kind == EntryKind.Folder && names.LayerNumber(entry.Name) is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ListLayer(listing, Path.Join(path, layer.Name), names.LayerNumber(layer.Name)!.Value);
        }

        if (listing.Colours.Count == 0 && listing.Faults.Count > 0)
        {
            throw new IOException(listing.Faults[0].Fault.Reason);
        }

        var isImaging = (now - listing.Newest).Duration() < settings.QuietTime;
        var first = FirstColumn([.. listing.Colours.Values.SelectMany(ribbons => ribbons)], metadata.RibbonsPerLayer);
        return
        [
            .. listing.Colours.Select((colour, i) =>
                Of(path, colour.Key, isImaging ? Growing(colour.Value, now) : colour.Value, metadata, first, isImaging, [.. listing.Faults.Where(fault => fault.Concerns(colour.Key))]) with
                {
                    // What concerns all colours is told once.
                    Unreadable = [.. listing.Faults.Where(fault => fault.Colour == colour.Key || (fault.Colour is null && i == 0)).Select(fault => fault.Fault)],
                    Problems = problem is null ? [] : [problem],
                }),
        ];
    }

    private void ListLayer(Listing listing, string layerPath, int layer)
    {
        if (Try(listing, layerPath, layer, colour: null, () => files.List(layerPath)) is not { } entries)
        {
            return;
        }

        foreach (var colour in entries.Where(entry => entry.Kind == EntryKind.Folder && names.IsColour(entry.Name)))
        {
            var images = Path.Join(layerPath, colour.Name, settings.ImagesFolder);
            var ribbons = Try(listing, images, layer, colour.Name, () => files.Find(images) is { Kind: EntryKind.Folder } facts ? (facts.Modified, Entries: files.List(images)) : default);
            if (ribbons.Entries is { } there)
            {
                listing.Newest = ribbons.Modified > listing.Newest ? ribbons.Modified : listing.Newest;
                AddRibbons(listing.Of(colour.Name), images, there, colour.Name, layer);
            }
        }
    }

    // A folder that refuses is one fault: all the others are read.
    private static T? Try<T>(Listing listing, string path, int layer, string? colour, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not DirectoryNotFoundException))
        {
            listing.Faults.Add(new LayerFault(layer, colour, new TileFolderFault(path, e.Message)));
        }
        catch (DirectoryNotFoundException)
        {
            // Gone since it was listed: its ribbons are missing.
        }

        return default;
    }

    private static TileSet Of(string path, string colour, List<Tile> ribbons, VsSeries metadata, int first, bool isImaging, List<LayerFault> faults)
    {
        // Imaging goes from the highest layer down: what lies below the one that is being imaged is to come.
        var lowest = ribbons.Count == 0 ? 0 : ribbons.Min(ribbon => ribbon.Z!.Value);
        var perLayer = metadata.RibbonsPerLayer;
        var tiles = ribbons
            .OrderByDescending(ribbon => ribbon.Z)
            .ThenBy(ribbon => ribbon.Index ?? int.MaxValue)
            .ThenBy(ribbon => ribbon.Path, StringComparer.Ordinal)
            .Select(ribbon => ribbon with
            {
                Row = ribbon.Index is null ? null : 1,
                Column = ribbon.Index - first + 1,
                IsExtra = ribbon.Index is not { } index || index < first || index >= first + (perLayer ?? int.MaxValue - first) || ribbon.Z >= metadata.LayerCount,
            })
            .ToList();
        return new TileSet
        {
            Name = Path.GetFileName(path),
            Path = path,
            Modality = "rscm",
            Channel = colour,
            Rows = 1,
            Columns = perLayer,
            ZPlanes = metadata.LayerCount,
            TilesExpected = (int?)Math.Min((long?)metadata.LayerCount * perLayer ?? 0, int.MaxValue) is > 0 and var expected ? expected : null,
            Tiles = tiles,
            Missing = MissingOf(colour, tiles, metadata, first, isImaging ? lowest + 1 : 0, faults),
            IsImaging = isImaging,
        };
    }

    private static List<Tile> MissingOf(string colour, List<Tile> tiles, VsSeries metadata, int first, int lowest, List<LayerFault> faults)
    {
        if (metadata is not { LayerCount: { } layers, RibbonsPerLayer: { } perLayer })
        {
            return [];
        }

        var there = tiles.ToLookup(tile => tile.Z!.Value, tile => tile.Index);
        var unknown = faults.Select(fault => fault.Layer).ToHashSet();
        var missing = new List<Tile>();
        for (var layer = layers - 1; layer >= lowest && missing.Count < TileSet.MostMissing; layer--)
        {
            var columns = there[layer].ToHashSet();
            var absent = Enumerable.Range(first, perLayer).Where(column => !columns.Contains(column));
            missing.AddRange(unknown.Contains(layer) ? [] : columns.Count == 0
                ? [new Tile { Channel = colour, Z = layer }]
                : absent.Select(column => new Tile { Index = column, Channel = colour, Z = layer, Row = 1, Column = column - first + 1 }));
        }

        return missing.Count <= TileSet.MostMissing ? missing : missing[..TileSet.MostMissing];
    }

    // Imaging goes downwards: what the microscope writes to is in the lowest layer.
    private List<Tile> Growing(List<Tile> ribbons, DateTimeOffset now)
    {
        var lowest = ribbons.Count == 0 ? null : ribbons.Min(ribbon => ribbon.Z);
        return ribbons.ConvertAll(ribbon => ribbon.Z == lowest && files.Find(ribbon.Path!) is { } facts && RibbonCheck.IsFresh(facts.Modified, now, settings)
            ? ribbon with { IsGrowing = true, IsComplete = false }
            : ribbon);
    }

    // Columns count from 0; some versions of the instrument's program count from 1.
    private static int FirstColumn(List<Tile> ribbons, int? perLayer) =>
        perLayer is { } count && ribbons.Exists(ribbon => ribbon.Index == count) && !ribbons.Exists(ribbon => ribbon.Index == 0) ? 1 : 0;

    private void AddRibbons(List<Tile> ribbons, string images, IReadOnlyList<FolderEntry> entries, string colour, int layer)
    {
        foreach (var entry in entries.Where(entry => entry.Kind == EntryKind.File && names.IsRibbon(entry.Name)))
        {
            ribbons.Add(new Tile
            {
                Index = names.Column(entry.Name),
                Channel = colour,
                Z = layer,
                Path = Path.Join(images, entry.Name),
                Planes = 1,
                IsComplete = true,
            });
        }
    }

    private (VsSeries Metadata, string? Problem) ReadMetadata(string path)
    {
        try
        {
            var read = VsSeriesReader.Read(files.ReadFile(Path.Join(path, settings.MetadataFile), settings.MetadataLimit));
            return (read, read.Problem is null ? null : $"{settings.MetadataFile} {read.Problem}");
        }
        catch (FileNotFoundException)
        {
            return Without("is not there");
        }
        catch (InvalidDataException)
        {
            return Without("is larger than the settings allow");
        }
        catch (UnauthorizedAccessException)
        {
            return Without("may not be read by this user");
        }
    }

    private (VsSeries Metadata, string? Problem) Without(string why) => (new VsSeries(null, null, null, why), $"{settings.MetadataFile} {why}");

    /// <summary>What the folders of the dataset hold.</summary>
    private sealed class Listing
    {
        public SortedDictionary<string, List<Tile>> Colours { get; } = new(StringComparer.Ordinal);

        public List<LayerFault> Faults { get; } = [];

        public DateTimeOffset Newest { get; set; } = DateTimeOffset.MinValue;

        public List<Tile> Of(string colour)
        {
            if (!Colours.TryGetValue(colour, out var ribbons))
            {
                Colours.Add(colour, ribbons = []);
            }

            return ribbons;
        }
    }

    private sealed record LayerFault(int Layer, string? Colour, TileFolderFault Fault)
    {
        public bool Concerns(string colour) => Colour is null || Colour == colour;
    }
}

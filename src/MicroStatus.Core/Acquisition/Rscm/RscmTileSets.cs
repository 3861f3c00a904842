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
        var colours = new SortedDictionary<string, List<Tile>>(StringComparer.Ordinal);
        var newest = DateTimeOffset.MinValue;
        foreach (var layer in files.List(path).Where(entry => entry.Kind == EntryKind.Folder && names.LayerNumber(entry.Name) is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var layerPath = Path.Join(path, layer.Name);
            foreach (var colour in files.List(layerPath).Where(entry => entry.Kind == EntryKind.Folder && names.IsColour(entry.Name)))
            {
                var images = Path.Join(layerPath, colour.Name, settings.ImagesFolder);
                if (files.Find(images) is { Kind: EntryKind.Folder } facts)
                {
                    newest = facts.Modified > newest ? facts.Modified : newest;
                    if (!colours.TryGetValue(colour.Name, out var ribbons))
                    {
                        colours.Add(colour.Name, ribbons = []);
                    }

                    AddRibbons(ribbons, images, colour.Name, names.LayerNumber(layer.Name)!.Value);
                }
            }
        }

        var isImaging = (now - newest).Duration() < settings.QuietTime;
        var first = FirstColumn([.. colours.Values.SelectMany(ribbons => ribbons)], metadata.RibbonsPerLayer);
        return [.. colours.Select(colour => Of(path, colour.Key, isImaging ? Growing(colour.Value, now) : colour.Value, metadata, problem, first, isImaging))];
    }

    private static TileSet Of(string path, string colour, List<Tile> ribbons, VsSeries metadata, string? problem, int first, bool isImaging)
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
            Missing = MissingOf(colour, tiles, metadata, first, isImaging ? lowest + 1 : 0),
            IsImaging = isImaging,
            Problems = problem is null ? [] : [problem],
        };
    }

    private static List<Tile> MissingOf(string colour, List<Tile> tiles, VsSeries metadata, int first, int lowest)
    {
        if (metadata is not { LayerCount: { } layers, RibbonsPerLayer: { } perLayer })
        {
            return [];
        }

        var there = tiles.ToLookup(tile => tile.Z!.Value, tile => tile.Index);
        var missing = new List<Tile>();
        for (var layer = layers - 1; layer >= lowest && missing.Count < TileSet.MostMissing; layer--)
        {
            var columns = there[layer].ToHashSet();
            var absent = Enumerable.Range(first, perLayer).Where(column => !columns.Contains(column));
            missing.AddRange(columns.Count == 0
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

    private void AddRibbons(List<Tile> ribbons, string images, string colour, int layer)
    {
        foreach (var entry in files.List(images).Where(entry => entry.Kind == EntryKind.File && names.IsRibbon(entry.Name)))
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
}

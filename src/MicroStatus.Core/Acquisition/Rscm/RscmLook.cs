using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>One look at one RSCM dataset: brings its state up to date with few metadata calls.</summary>
/// <remarks>
/// A ribbon changes nothing but the time of its own images folder, so a cheap look stats folders where the microscope can be
/// writing (imaging goes from the highest layer down), and a sample of the others. A full look lists everything.
/// </remarks>
internal sealed class RscmLook(
    RscmSettings settings,
    DiscoverySettings discovery,
    RscmNames names,
    IFileTree files,
    ITiffHeaderReader headers,
    ObservationRequest request,
    RscmState state)
{
    // Stat calls a cheap look may spend on layers; with discovery and metadata a dataset stays below 60 in all.
    private const int CheapLook = 28;

    /// <summary>Something differs from what was remembered.</summary>
    public bool Changed { get; private set; }

    /// <summary>Newest modification time among images folders and judged ribbons, UTC ticks; 0 when there is none.</summary>
    public long NewestTicks
    {
        get
        {
            var newest = state.LastRibbonTicks;
            foreach (var layer in state.Layers)
            {
                foreach (var colour in layer.Colours)
                {
                    newest = Math.Max(newest, colour.FolderTicks);
                }
            }

            return newest;
        }
    }

    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Stops the look.</param>
    public void Run(CancellationToken cancellationToken)
    {
        LookAtMetadata();
        LookAtFolder();
        var layers = request.FullListing
            ? state.Layers
            : RscmFrontier.Choose(state, CheapLook, request.Now);
        foreach (var layer in layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LookAtLayer(layer);
        }

        Judge(cancellationToken);
    }

    private void LookAtMetadata()
    {
        var path = Path.Join(request.Path, settings.MetadataFile);
        var facts = files.Find(path);
        if (facts is not { Kind: EntryKind.File } file)
        {
            if (state.MetadataTicks != 0 || state.Metadata is null)
            {
                Changed = true;
                state.Metadata = (state.Metadata ?? new VsSeries(null, null, null, null)) with { Problem = "is not there" };
                (state.MetadataTicks, state.MetadataLength) = (0, 0);
            }

            return;
        }

        var ticks = file.Modified.UtcTicks;
        if (state.MetadataTicks == ticks && state.MetadataLength == file.Length && !request.FullListing)
        {
            return;
        }

        // Damaged later does not mean unknown: counts that were read once stand until others are read.
        var read = ReadMetadata(path);
        read = read with
        {
            LayerCount = read.LayerCount ?? state.Metadata?.LayerCount,
            RibbonsPerLayer = read.RibbonsPerLayer ?? state.Metadata?.RibbonsPerLayer,
            Device = read.Device ?? state.Metadata?.Device,
        };
        Changed |= state.MetadataTicks != ticks || state.MetadataLength != file.Length || state.Metadata != read;
        (state.MetadataTicks, state.MetadataLength, state.Metadata) = (ticks, file.Length, read);
    }

    private VsSeries ReadMetadata(string path)
    {
        try
        {
            return VsSeriesReader.Read(files.ReadFile(path, settings.MetadataLimit));
        }
        catch (InvalidDataException)
        {
            return new VsSeries(null, null, null, string.Create(CultureInfo.InvariantCulture, $"has more than {settings.MetadataLimit} bytes"));
        }
        catch (UnauthorizedAccessException)
        {
            return new VsSeries(null, null, null, "may not be read by this user");
        }
    }

    private void LookAtFolder()
    {
        var facts = files.Find(request.Path)
            ?? throw new DirectoryNotFoundException($"'{request.Path}' is not there (any more).");
        var ticks = facts.Modified.UtcTicks;
        if (state.FolderTicks == ticks && state.Trusted && !request.FullListing)
        {
            return;
        }

        var found = new SortedDictionary<int, string>(Comparer<int>.Create((a, b) => b.CompareTo(a)));
        var duplicates = 0;
        foreach (var entry in files.List(request.Path).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Kind == EntryKind.Folder && names.LayerNumber(entry.Name) is { } number && !found.TryAdd(number, entry.Name))
            {
                duplicates++;
            }
        }

        var known = state.Layers.ToDictionary(layer => layer.Number);
        var layers = found
            .Select(pair => known.TryGetValue(pair.Key, out var layer) && string.Equals(layer.Folder, pair.Value, StringComparison.Ordinal)
                ? layer
                : new RscmLayer(pair.Key, pair.Value))
            .ToList();
        Changed |= duplicates != state.DuplicateLayers
            || !layers.Select(layer => layer.Folder).SequenceEqual(state.Layers.Select(layer => layer.Folder), StringComparer.Ordinal);
        state.Layers = layers;
        state.DuplicateLayers = duplicates;
        (state.FolderTicks, state.Trusted) = (ticks, IsTrusted(ticks));
    }

    private void LookAtLayer(RscmLayer layer)
    {
        var path = Path.Join(request.Path, layer.Folder);
        if (files.Find(path) is not { Kind: EntryKind.Folder } facts)
        {
            Changed |= layer.Colours.Count > 0;
            (layer.Colours, layer.FolderTicks, layer.Trusted) = ([], 0, false);
            return;
        }

        var ticks = facts.Modified.UtcTicks;
        if (layer.FolderTicks != ticks || !layer.Trusted || request.FullListing)
        {
            var colours = files.List(path)
                .Where(entry => entry.Kind == EntryKind.Folder && names.IsColour(entry.Name))
                .Select(entry => entry.Name)
                .Order(StringComparer.Ordinal)
                .ToList();
            Changed |= !colours.SequenceEqual(layer.Colours.Select(colour => colour.Name), StringComparer.Ordinal);
            layer.Colours = colours.ConvertAll(name => layer.Colour(name) ?? new RscmColour(name));
            (layer.FolderTicks, layer.Trusted) = (ticks, IsTrusted(ticks));
        }

        foreach (var colour in layer.Colours)
        {
            LookAtColour(layer, colour);
        }
    }

    private void LookAtColour(RscmLayer layer, RscmColour colour)
    {
        var path = ImagesOf(layer, colour);
        if (files.Find(path) is not { Kind: EntryKind.Folder } facts)
        {
            Changed |= colour.FolderTicks != 0;
            colour.Clear();
            return;
        }

        var ticks = facts.Modified.UtcTicks;
        if (colour.FolderTicks == ticks && colour.Trusted && !request.FullListing)
        {
            return;
        }

        var (ribbons, extra) = ListRibbons(path, colour);
        if (colour.FolderTicks != ticks || extra != colour.Extra || !ribbons.Columns().SequenceEqual(colour.Ribbons.Columns()))
        {
            Changed = true;
            colour.Checked = false;
        }

        (colour.Ribbons, colour.Extra, colour.FolderTicks, colour.Trusted) = (ribbons, extra, ticks, IsTrusted(ticks));
    }

    private (RibbonSet Ribbons, int Extra) ListRibbons(string path, RscmColour colour)
    {
        var ribbons = new RibbonSet();
        var extra = 0;
        var listed = new List<string>();
        foreach (var entry in files.List(path))
        {
            if (entry.Kind != EntryKind.File || !names.IsRibbon(entry.Name))
            {
                continue;
            }

            listed.Add(entry.Name);
            if (names.Column(entry.Name) is not { } column || !ribbons.Add(column))
            {
                extra++;
            }
        }

        colour.Files = listed;
        return (ribbons, extra);
    }

    private void Judge(CancellationToken cancellationToken)
    {
        if (state.Metadata is not { RibbonsPerLayer: { } perLayer })
        {
            return;
        }

        var check = new RibbonCheck(settings, headers, files, request, state);
        var colours = RscmTotals.ExpectedColours(state);
        foreach (var layer in state.Layers)
        {
            foreach (var colour in layer.Colours)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var folder = ImagesOf(layer, colour);
                if (colour.Checked)
                {
                    Changed |= check.LookAgainAtBroken(folder, colour);
                }
                else if (layer.IsComplete(colours, perLayer))
                {
                    if (colour.Files is null)
                    {
                        _ = ListRibbons(folder, colour);
                    }

                    Changed |= check.JudgeAll(folder, colour, cancellationToken);
                }
            }
        }
    }

    private string ImagesOf(RscmLayer layer, RscmColour colour) =>
        Path.Join(request.Path, layer.Folder, colour.Name, settings.ImagesFolder);

    private bool IsTrusted(long folderTicks) => request.Now.UtcTicks - folderTicks > discovery.FolderTimeGrain.Ticks;
}

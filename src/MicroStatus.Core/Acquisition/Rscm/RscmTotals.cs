using System.Globalization;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>What a state adds up to: expected and present ribbons as sets, derived anew each time (lab.md §3).</summary>
internal sealed record RscmTotals
{
    // A list a person reads; the count says the rest.
    private const int MostDifferences = 24;

    /// <summary>The expected colours: those of the fullest layer seen.</summary>
    public required IReadOnlyList<string> Colours { get; init; }

    /// <summary>Expected ribbons (N × C × R), or null while metadata or colours are unknown.</summary>
    public int? RibbonsTotal { get; init; }

    /// <summary>Expected ribbons that are there.</summary>
    public int RibbonsFinished { get; init; }

    /// <summary>Layers with all their ribbons.</summary>
    public int LayersComplete { get; init; }

    /// <summary>The layer being imaged: the lowest with a ribbon; before the first one the highest. Null while N is unknown.</summary>
    public int? CurrentLayer { get; init; }

    /// <summary>The lowest layer down to which all are complete and judged, or null.</summary>
    public int? CheckedLayer { get; init; }

    /// <summary>Everything expected is there and judged.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What is missing above the layer being imaged, and what is there beyond what is expected.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Names of folders that stand in <see cref="Differences"/>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The colours of the fullest layer seen; among equals of the one imaged first.</summary>
    /// <param name="state">What is known.</param>
    /// <returns>Wavelengths, ascending.</returns>
    public static IReadOnlyList<string> ExpectedColours(RscmState state)
    {
        RscmLayer? fullest = null;
        foreach (var layer in state.Layers)
        {
            if (layer.Colours.Count > (fullest?.Colours.Count ?? 0))
            {
                fullest = layer;
            }
        }

        return fullest is null ? [] : fullest.Colours.ConvertAll(colour => colour.Name);
    }

    /// <summary>Adds a state up.</summary>
    /// <param name="state">What is known.</param>
    /// <returns>The totals.</returns>
    public static RscmTotals Of(RscmState state)
    {
        var colours = ExpectedColours(state);
        if (state.Metadata is not { LayerCount: { } layerCount, RibbonsPerLayer: { } perLayer })
        {
            return new RscmTotals
            {
                Colours = colours,
                RibbonsFinished = state.Layers.Sum(layer => layer.Colours.Sum(colour => colour.Ribbons.Columns().Count())),
                Differences = [],
            };
        }

        var finished = 0;
        var complete = 0;
        var judged = 0;
        int? current = null;
        int? checkedDownTo = layerCount;
        var byNumber = state.Layers.Where(layer => layer.Number < layerCount).ToDictionary(layer => layer.Number);
        for (var number = layerCount - 1; number >= 0; number--)
        {
            var layer = byNumber.GetValueOrDefault(number);
            var isComplete = layer?.IsComplete(colours, perLayer) ?? false;
            var isJudged = isComplete && layer!.Colours.TrueForAll(colour => colour.Checked || !colours.Contains(colour.Name, StringComparer.Ordinal));
            finished += layer is null ? 0 : CountRibbons(layer, colours, perLayer);
            complete += isComplete ? 1 : 0;
            judged += isJudged ? 1 : 0;
            current = layer is { HasRibbons: true } ? number : current;
            checkedDownTo = isJudged && checkedDownTo == number + 1 ? number : checkedDownTo;
        }

        var total = Math.Min((long)layerCount * colours.Count * perLayer, int.MaxValue);
        return new RscmTotals
        {
            Colours = colours,
            RibbonsTotal = colours.Count == 0 ? null : (int)total,
            RibbonsFinished = finished,
            LayersComplete = complete,
            CurrentLayer = current ?? layerCount - 1,
            CheckedLayer = checkedDownTo < layerCount ? checkedDownTo : null,
            IsComplete = colours.Count > 0 && judged == layerCount,
            Differences = DifferencesOf(state, byNumber, colours, layerCount, perLayer, current ?? layerCount),
            Names = byNumber.Count == state.Layers.Count ? [] : [.. state.Layers.Where(layer => layer.Number >= layerCount).Take(MostDifferences).Select(layer => layer.Folder)],
        };
    }

    private static int CountRibbons(RscmLayer layer, IReadOnlyList<string> colours, int perLayer)
    {
        var count = 0;
        foreach (var name in colours)
        {
            count += layer.Colour(name)?.Ribbons.CountExpected(perLayer) ?? 0;
        }

        return count;
    }

    private static List<string> DifferencesOf(
        RscmState state,
        Dictionary<int, RscmLayer> byNumber,
        IReadOnlyList<string> colours,
        int layerCount,
        int perLayer,
        int current)
    {
        var differences = new List<string>();
        var more = 0;
        void Add(string text)
        {
            if (differences.Count < MostDifferences)
            {
                differences.Add(text);
            }
            else
            {
                more++;
            }
        }

        for (var number = layerCount - 1; number >= Math.Max(current, 0); number--)
        {
            var layer = byNumber.GetValueOrDefault(number);
            if (layer is null)
            {
                Add(Text($"layer {number}: missing"));
                continue;
            }

            foreach (var name in colours)
            {
                var colour = layer.Colour(name);
                if (colour is null || !colour.Ribbons.Any)
                {
                    Add(Text($"layer {number}, colour {name}: no ribbons"));
                }
                else if (colour.Ribbons.CountExpected(perLayer) < perLayer)
                {
                    Add(Text($"layer {number}, colour {name}: missing column {Shortened(colour.Ribbons.Missing(perLayer))}"));
                }
            }
        }

        foreach (var layer in state.Layers)
        {
            if (layer.Number >= layerCount)
            {
                Add(Text($"{layer.Folder}: beyond the {layerCount} layers of the metadata"));
            }

            foreach (var colour in layer.Colours)
            {
                if (!colours.Contains(colour.Name, StringComparer.Ordinal))
                {
                    Add(Text($"layer {layer.Number}: extra colour {colour.Name}"));
                }

                if (colour.Extra > 0)
                {
                    Add(Text($"layer {layer.Number}, colour {colour.Name}: {colour.Extra} extra files"));
                }
            }
        }

        if (state.DuplicateLayers > 0)
        {
            Add(Text($"{state.DuplicateLayers} folders carry the number of another layer"));
        }

        if (more > 0)
        {
            differences.Add(Text($"and {more} more"));
        }

        return differences;
    }

    private static string Shortened(IEnumerable<int> columns)
    {
        var shown = columns.Take(9).Select(column => column.ToString(CultureInfo.InvariantCulture)).ToList();
        return shown.Count == 9 ? string.Join(", ", shown.Take(8)) + ", …" : string.Join(", ", shown);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

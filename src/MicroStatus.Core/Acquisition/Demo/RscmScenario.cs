using System.Globalization;

namespace MicroStatus.Acquisition.Demo;

/// <summary>A dataset of a ribbon-scanning confocal microscope (lab.md §3).</summary>
public sealed record RscmScenario : DemoScenario
{
    /// <summary>Number of z-layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The colours, nm.</summary>
    public IReadOnlyList<int> Colours { get; init; } = [488, 561];

    /// <summary>Ribbons a layer and colour.</summary>
    public int Ribbons { get; init; } = 3;

    /// <summary>Pixels a ribbon's row.</summary>
    public int Width { get; init; } = 48;

    /// <summary>Rows of a ribbon.</summary>
    public int Height { get; init; } = 16;

    /// <summary>The layers' folders are made before the first image.</summary>
    public bool LayersAhead { get; init; }

    /// <summary>Layers and colours in the order of imaging; null: layer by layer from the highest, all colours of each.</summary>
    public IReadOnlyList<(int Layer, int Colour)>? Passes { get; init; }

    /// <summary>The ribbon, counted in the order of imaging from 0, whose file breaks off; null: none.</summary>
    public int? BrokenRibbon { get; init; }

    /// <summary>The part of <c>vs_series.dat</c> that is there, 0…1.</summary>
    public double MetadataKept { get; init; } = 1;

    /// <inheritdoc/>
    public override string Modality => "rscm";

    /// <summary>What names of layers and ribbons begin with: the dataset's name without its stack.</summary>
    public string SeriesName
    {
        get
        {
            var stack = Name.LastIndexOf("_stack", StringComparison.Ordinal);
            return stack > 0 ? Name[..stack] : Name;
        }
    }

    /// <summary>A layer's folder: three digits below 1000, four from there on.</summary>
    /// <param name="layer">The z-layer.</param>
    /// <returns>The name.</returns>
    public string LayerFolder(int layer) => string.Create(CultureInfo.InvariantCulture, $"{SeriesName}_layer{layer:000}");

    /// <summary>A ribbon's file, relative to the dataset's folder.</summary>
    /// <param name="layer">The z-layer.</param>
    /// <param name="colour">The colour, nm.</param>
    /// <param name="column">The ribbon.</param>
    /// <returns>The path, with <c>/</c>.</returns>
    public string RibbonPath(int layer, int colour, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{LayerFolder(layer)}/{colour}/images/{LayerFolder(layer)}_{colour}_col{column:000}.tif");

    /// <inheritdoc/>
    protected override IEnumerable<DemoWrite> Writes()
    {
        yield return new DemoWrite("vs_series.dat", Begin, new DemoContent.Series(this, MetadataKept));
        var slots = Slots();
        var begun = new HashSet<int>();
        if (LayersAhead)
        {
            for (var layer = Layers - 1; layer >= 0; layer--)
            {
                begun.Add(layer);
                yield return SlmSeries(layer, Begin);
            }
        }

        foreach (var (ribbon, at) in InOrder().Zip(slots))
        {
            if (begun.Add(ribbon.Layer))
            {
                yield return SlmSeries(ribbon.Layer, at.Begin);
            }

            var kept = ribbon.Order == BrokenRibbon ? 0.6 : 1;
            yield return new DemoWrite(
                RibbonPath(ribbon.Layer, ribbon.Colour, ribbon.Column),
                at.End,
                new DemoContent.Ribbon(this, ribbon.Layer, ribbon.Colour, ribbon.Column, kept));
        }
    }

    private DemoWrite SlmSeries(int layer, double minute) =>
        new($"{LayerFolder(layer)}/vs_slm_series.dat", minute, new DemoContent.LayerSeries(this, layer));

    private IEnumerable<(int Order, int Layer, int Colour, int Column)> InOrder()
    {
        var passes = Passes ?? [.. Enumerable.Range(0, Layers).Reverse().SelectMany(layer => Colours.Select(colour => (layer, colour)))];
        return passes
            .SelectMany(pass => Enumerable.Range(0, Ribbons).Select(column => (pass.Layer, pass.Colour, column)))
            .Select((ribbon, order) => (order, ribbon.Layer, ribbon.Colour, ribbon.column));
    }
}

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Where to look when not everything is listed: layers that the microscope can be writing now, and a sample of the others.</summary>
internal static class RscmFrontier
{
    private const int PartialLayers = 4;
    private const int LayersBelow = 2;

    /// <summary>Chooses layers.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="budget">Stat calls that may be spent.</param>
    /// <param name="now">Moves the sample from check to check.</param>
    /// <returns>The layers, each once: those not known well enough, whatever they cost, and the chosen ones.</returns>
    public static IReadOnlyList<RscmLayer> Choose(RscmState state, int budget, DateTimeOffset now)
    {
        var layers = state.Layers;
        var chosen = new List<RscmLayer>();
        var taken = new HashSet<int>();
        void Take(RscmLayer layer)
        {
            var cost = 1 + Math.Max(layer.Colours.Count, 1);
            if (cost <= budget && taken.Add(layer.Number))
            {
                budget -= cost;
                chosen.Add(layer);
            }
        }

        foreach (var layer in layers.Where(layer => !layer.IsSettled))
        {
            taken.Add(layer.Number);
            chosen.Add(layer);
        }

        // Layers stand in the order of imaging. The last one with a ribbon is being written, or the one after it.
        var current = layers.FindLastIndex(layer => layer.HasRibbons);
        for (var i = Math.Max(current, 0); i <= current + LayersBelow && i < layers.Count; i++)
        {
            Take(layers[i]);
        }

        // Gaps further up: a colour added later is imaged there, from the top.
        if (state.Metadata?.RibbonsPerLayer is { } ribbons)
        {
            var colours = RscmTotals.ExpectedColours(state);
            foreach (var layer in layers.Take(current + 1).Where(layer => !layer.IsComplete(colours, ribbons)).Take(PartialLayers))
            {
                Take(layer);
            }
        }

        // What is left goes to a sample that moves, so that nothing stays unseen until the next full listing.
        if (layers.Count > 0)
        {
            var start = (int)(Scramble((ulong)now.ToUnixTimeSeconds()) % (ulong)layers.Count);
            for (var i = 0; i < layers.Count && budget > 1; i++)
            {
                Take(layers[(start + i) % layers.Count]);
            }
        }

        return chosen;
    }

    // The finalizer of SplitMix64: neighbouring seconds give distant places.
    private static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}

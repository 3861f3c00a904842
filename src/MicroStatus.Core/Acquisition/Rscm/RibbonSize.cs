using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>How many bytes a ribbon takes, by a few of one layer and colour: one listing and three stats at most.</summary>
/// <param name="settings">Folder names.</param>
/// <param name="names">File names.</param>
/// <param name="files">The store.</param>
internal sealed class RibbonSize(RscmSettings settings, RscmNames names, IFileTree files)
{
    private const int Looked = 3;

    /// <summary>Measures.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="state">What is known of it.</param>
    /// <returns>Bytes; null when there is no ribbon.</returns>
    public long? Measure(string path, RscmState state)
    {
        // The last layer may be being written; the one before it is like those that follow.
        var layers = state.Layers.FindAll(layer => layer.HasRibbons);
        if (layers.Count == 0)
        {
            return null;
        }

        var layer = layers[Math.Max(layers.Count - 2, 0)];
        var colour = layer.Colours.First(colour => colour.Ribbons.Any);
        var folder = Path.Join(path, layer.Folder, colour.Name, settings.ImagesFolder);
        var ribbons = files.List(folder)
            .Where(entry => entry.Kind == EntryKind.File && names.IsRibbon(entry.Name))
            .Select(entry => entry.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        var looked = Math.Min(Looked, ribbons.Count);
        var lengths = Enumerable.Range(0, looked)
            .Select(i => files.Find(Path.Join(folder, ribbons[i * ribbons.Count / looked]))?.Length ?? 0)
            .Where(length => length > 0)
            .Order()
            .ToList();
        return lengths.Count == 0 ? null : lengths[lengths.Count / 2];
    }
}

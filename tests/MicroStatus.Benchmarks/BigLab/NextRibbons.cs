using System.Globalization;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Acquisition.Demo;

namespace MicroStatus.Benchmarks.BigLab;

/// <summary>Lets each ribbon scanner of a big lab write one further ribbon.</summary>
internal static class NextRibbons
{
    /// <summary>Writes the ribbons, where the microscopes would write them next.</summary>
    /// <param name="root">The lab's folder.</param>
    /// <returns>The number of ribbons; a dataset that is complete gets none.</returns>
    public static int Write(string root)
    {
        var places = new DemoPlaces(root);
        return BigLabShape.Read(root).RscmDatasets().Count(d => WriteOne(d, places.DatasetFolder(d)));
    }

    private static bool WriteOne(RscmScenario dataset, string folder)
    {
        var lowest = Directory.EnumerateDirectories(folder).Select(LayerNumber).DefaultIfEmpty(dataset.Layers).Min();
        if (Next(dataset, folder, lowest) is not { } next)
        {
            return false;
        }

        var path = Path.Join(folder, dataset.RibbonPath(next.Layer, next.Colour, next.Column));
        var layerFolder = Path.Join(folder, dataset.LayerFolder(next.Layer));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(Path.Join(layerFolder, "vs_slm_series.dat")))
        {
            File.WriteAllBytes(Path.Join(layerFolder, "vs_slm_series.dat"), RscmText.LayerSeries(new DemoContent.LayerSeries(dataset, next.Layer)));
        }

        File.WriteAllBytes(path, RscmImages.Ribbon(new DemoContent.Ribbon(dataset, next.Layer, next.Colour, next.Column, 1)));
        return true;
    }

    private static (int Layer, int Colour, int Column)? Next(RscmScenario dataset, string folder, int lowest)
    {
        if (lowest < dataset.Layers)
        {
            foreach (var colour in dataset.Colours)
            {
                for (var column = 0; column < dataset.Ribbons; column++)
                {
                    if (!File.Exists(Path.Join(folder, dataset.RibbonPath(lowest, colour, column))))
                    {
                        return (lowest, colour, column);
                    }
                }
            }
        }

        return lowest > 0 ? (lowest - 1, dataset.Colours[0], 0) : null;
    }

    private static int LayerNumber(string folder) =>
        int.Parse(folder.AsSpan(folder.LastIndexOf("layer", StringComparison.Ordinal) + 5), NumberStyles.None, CultureInfo.InvariantCulture);
}

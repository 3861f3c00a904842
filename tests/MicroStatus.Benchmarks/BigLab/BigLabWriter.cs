using System.Text;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend;
using MicroStatus.Backend.Acquisition.Demo;

namespace MicroStatus.Benchmarks.BigLab;

/// <summary>Writes a big lab: the count of files is what matters, so that all ribbons are the same few bytes.</summary>
/// <param name="root">The folder, absolute; empty or not there.</param>
/// <param name="shape">How large.</param>
internal sealed class BigLabWriter(string root, BigLabShape shape)
{
    // Imaging of what is there began so long ago, and went on until a minute ago.
    private static readonly TimeSpan Duration = TimeSpan.FromHours(6);
    private static readonly TimeSpan Newest = TimeSpan.FromMinutes(1);

    private readonly DemoPlaces _places = new(root);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <summary>Writes the lab.</summary>
    /// <returns>The number of ribbons.</returns>
    public int Write()
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new IOException($"{root} is not empty.");
        }

        foreach (var folder in _places.Folders)
        {
            Directory.CreateDirectory(folder);
        }

        shape.Save(root);
        File.WriteAllText(_places.SettingsPath, DemoSettingsText.Render(root), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var backend = new LabBackend();
        backend.DatabaseFiles(backend.SettingsFiles.Load(_places.SettingsPath).Settings).Create();
        Parallel.ForEach(shape.RscmDatasets(), WriteStack);
        Parallel.ForEach(shape.MesoSpimDatasets(), d => new DemoMicroscope(d, _places, TimeZoneInfo.Utc).Write(after: null, 0, _now));
        return shape.Rscm * shape.LayersImaged * shape.Colours * shape.Ribbons;
    }

    private void WriteStack(RscmScenario dataset)
    {
        var folder = _places.DatasetFolder(dataset);
        var ribbon = RscmImages.Ribbon(new DemoContent.Ribbon(dataset, 0, dataset.Colours[0], 0, 1));
        var all = Math.Max(1, shape.LayersImaged * shape.Colours * shape.Ribbons);
        var begin = _now - Newest - Duration;
        Directory.CreateDirectory(folder);
        WriteFile(Path.Join(folder, "vs_series.dat"), RscmText.Series(new DemoContent.Series(dataset, 1)), begin);
        var written = 0;
        for (var layer = shape.Layers - 1; layer >= shape.Layers - shape.LayersImaged; layer--)
        {
            var layerBegin = begin + (Duration * ((double)written / all));
            var layerFolder = Path.Join(folder, dataset.LayerFolder(layer));
            foreach (var colour in dataset.Colours)
            {
                var images = Path.GetDirectoryName(Path.Join(folder, dataset.RibbonPath(layer, colour, 0)))!;
                var colourBegin = begin + (Duration * ((double)written / all));
                Directory.CreateDirectory(images);
                for (var column = 0; column < shape.Ribbons; column++)
                {
                    WriteFile(Path.Join(folder, dataset.RibbonPath(layer, colour, column)), ribbon, begin + (Duration * ((double)++written / all)));
                }

                Directory.SetLastWriteTimeUtc(images, (begin + (Duration * ((double)written / all))).UtcDateTime);
                Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(images)!, colourBegin.UtcDateTime);
                Directory.SetLastWriteTimeUtc(layerFolder, colourBegin.UtcDateTime);
            }

            var lastColour = Directory.GetLastWriteTimeUtc(layerFolder);
            WriteFile(Path.Join(layerFolder, "vs_slm_series.dat"), RscmText.LayerSeries(new DemoContent.LayerSeries(dataset, layer)), layerBegin);
            Directory.SetLastWriteTimeUtc(layerFolder, lastColour);
            Directory.SetLastWriteTimeUtc(folder, layerBegin.UtcDateTime);
        }
    }

    private static void WriteFile(string path, byte[] content, DateTimeOffset modified)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, content, 0);
        File.SetLastWriteTimeUtc(file, modified.UtcDateTime);
    }
}

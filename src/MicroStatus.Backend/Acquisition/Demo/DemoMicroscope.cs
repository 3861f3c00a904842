using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Writes one dataset of a demo lab, as its microscope would.</summary>
/// <param name="scenario">The dataset.</param>
/// <param name="places">Where things lie in the lab.</param>
/// <param name="zone">The local time that metadata is written in.</param>
internal sealed class DemoMicroscope(DemoScenario scenario, DemoPlaces places, TimeZoneInfo zone)
{
    private readonly string _folder = places.DatasetFolder(scenario);

    /// <summary>Writes what belongs to a part of the lab's time. What is there already stays, so that a run that was cut short can be repeated.</summary>
    /// <param name="after">Begin, in minutes since the lab was made; null: from the dataset's first file on.</param>
    /// <param name="until">End, in the same minutes.</param>
    /// <param name="now">The moment of <paramref name="until"/>.</param>
    public void Write(double? after, double until, DateTimeOffset now)
    {
        // Someone moved or removed it: the microscope has nothing to write on.
        if (after is { } begun && scenario.Begin <= begun && !Directory.Exists(_folder))
        {
            return;
        }

        var known = scenario.Script().Where(w => w.Minute <= after).SelectMany(w => WithParents(w.Path)).ToHashSet(StringComparer.Ordinal);
        var folders = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var write in scenario.Between(after ?? double.NegativeInfinity, until))
        {
            var moment = now.AddMinutes(write.Minute - until);
            foreach (var entry in WithParents(write.Path).Where(known.Add))
            {
                folders[Path.GetDirectoryName(Path.Join(_folder, entry))!] = moment;
            }

            Write(Path.Join(_folder, write.Path), write.Content, moment);
        }

        foreach (var (folder, moment) in folders)
        {
            Directory.SetLastWriteTimeUtc(folder, moment.UtcDateTime);
        }
    }

    // The path and each folder above it within the dataset.
    private static IEnumerable<string> WithParents(string path)
    {
        for (var part = path; part.Length > 0; part = Path.GetDirectoryName(part) ?? "")
        {
            yield return part;
        }
    }

    private void Write(string path, DemoContent content, DateTimeOffset moment)
    {
        var bytes = content is DemoContent.TileTiming timing ? Ended(path, timing, moment) : Bytes(content);
        if (bytes is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            // In place, as a microscope writes on; what was there before is the beginning of what is there after.
            if (file.Length != bytes.Length)
            {
                file.Write(bytes);
                file.SetLength(bytes.Length);
            }
        }

        File.SetLastWriteTimeUtc(path, moment.UtcDateTime);
    }

    // A tile began when its metadata was written: the file's own time tells.
    private byte[]? Ended(string path, DemoContent.TileTiming timing, DateTimeOffset moment)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var start = Text(timing.Scenario).Metadata(timing.Tile, 1);
        var begun = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        var end = Text(timing.Scenario).Timing(TimeZoneInfo.ConvertTime(begun, zone), TimeZoneInfo.ConvertTime(moment, zone));
        return [.. start, .. end];
    }

    private MesoSpimText Text(MesoSpimScenario dataset) => new(dataset, places.WindowsFolder(dataset));

    private byte[] Bytes(DemoContent content) => content switch
    {
        DemoContent.Stray => new byte[512],
        DemoContent.Ribbon ribbon => RscmImages.Ribbon(ribbon),
        DemoContent.Series series => RscmText.Series(series),
        DemoContent.LayerSeries layer => RscmText.LayerSeries(layer),
        DemoContent.TilePlanes planes => MesoSpimImages.BigTiff(planes),
        DemoContent.Projection projection => MesoSpimImages.Projection(projection),
        DemoContent.TileMetadata metadata => Text(metadata.Scenario).Metadata(metadata.Tile, metadata.Kept),
        DemoContent.AcquisitionTable table => Text(table.Scenario).Table(),
        DemoContent.ZarrGroup => ZarrText.Group(),
        DemoContent.ZarrTile tile => ZarrText.Tile(tile),
        DemoContent.ZarrArray array => ZarrText.Array(array),
        DemoContent.ZarrOverview overview => ZarrText.Overview(overview),
        DemoContent.ZarrChunk chunk => MesoSpimImages.Chunk(chunk),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content, "No writer for this content."),
    };
}

using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>A lab made by another program, against what that program's author counted in it.</summary>
public sealed class SampleLabTests
{
    [Fact]
    public async Task A_check_of_the_sample_lab_agrees_with_its_truth_in_every_field()
    {
        var samples = FindSamples();
        Assert.SkipWhen(samples is null, "No sample lab: neither MICROSTATUS_SAMPLES nor a shared/samples beside the checkout.");
        using var lab = new CheckLab();
        await UnpackAsync(Path.Join(samples, "lab.tar.gz"), lab.Root);
        var fast = Path.Join(lab.Root, "CBI_FastStore");
        lab.Settings = lab.Settings with
        {
            Storage = new StorageSettings
            {
                FastStore = new StoreSettings { Root = fast, WindowsRoot = "Z:" },
                Hive = new StoreSettings { Root = Path.Join(lab.Root, "h20"), WindowsRoot = "H:" },
            },
        };
        var truth = JsonNode.Parse(await File.ReadAllTextAsync(Path.Join(samples, "truth.json"), CheckLab.Cancellation))!.AsArray();
        foreach (var dataset in truth)
        {
            if (!IsFinished(dataset!))
            {
                Touch(Path.Join(fast, (string)dataset!["path"]!), lab.Clock.GetUtcNow().UtcDateTime);
            }
        }

        var report = await lab.CheckAsync();

        Assert.Empty(report.Problems);
        var rows = lab.Rows().ToDictionary(row => Path.GetRelativePath(fast, row.Path!), StringComparer.Ordinal);
        Assert.Equal(
            truth.Select(dataset => Expected(dataset!)).Order(StringComparer.Ordinal),
            rows.Select(row => Found(row.Key, row.Value, lab.OpenKinds(row.Value.Path!))).Order(StringComparer.Ordinal));
    }

    private static bool IsFinished(JsonNode truth) => (string)truth["modality"]! == "rscm"
        ? (string)truth["imaging"]! == "finished"
        : (int)truth["tilesComplete"]! == (int)truth["tilesStarted"]!;

    private static string Expected(JsonNode truth)
    {
        var head = $"{truth["path"]} {truth["modality"]} {truth["pi"]} {truth["clNumber"]} {(IsFinished(truth) ? ImagingStatus.Finished : ImagingStatus.InProgress)}";
        if ((string)truth["modality"]! == "rscm")
        {
            return $"{head} layers {truth["layers"]} colours {truth["colours"]} ribbons {truth["ribbons"]}/{truth["ribbonsTotal"]} per layer {truth["ribbonsPerLayer"]} broken {truth["brokenFiles"]!.AsArray().Count}";
        }

        var channels = string.Join(',', truth["channels"]!.AsArray().Select(channel => (string)channel!));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{head} {truth["format"]} channels {channels} tiles {truth["tilesComplete"]}/{truth["tilesStarted"]} table {truth["tilesInAcquisitionTable"]?.ToString() ?? "none"} grid {truth["rowsSeen"]}x{truth["columnsSeen"]} "
            + $"xy {(double)truth["pixelSizeUm"]!} z {(double)truth["zStepUm"]!} on {truth["instrument"]} from {Stored((string)truth["started"]!)} to {(IsFinished(truth) ? Stored((string)truth["stopped"]!) : "its end")}");
    }

    private static string Found(string path, Dataset row, IReadOnlyList<string> open)
    {
        var head = $"{path} {row.Modality} {row.Pi} {row.ClNumber} {row.ImagingStatus}{string.Concat(open.Select(kind => " " + kind))}";
        if (row.Modality == "rscm")
        {
            var rscm = JsonNode.Parse(row.ImagingSummary!)!;
            return $"{head} layers {row.ZLayersTotal} colours {row.Channels} ribbons {row.RibbonsFinished}/{row.RibbonsTotal} per layer {rscm["ribbonsPerLayer"]} broken {rscm["brokenFiles"]}";
        }

        var summary = MesoSpimSummary.Read(row.ImagingSummary)!;
        var time = new LabTime(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{head} {summary.Format} channels {string.Join(',', summary.Channels)} tiles {row.TilesFinished}/{summary.TilesStarted} table {summary.TilesInTable?.ToString(CultureInfo.InvariantCulture) ?? "none"} grid {row.TilesY}x{row.TilesX} "
            + $"xy {row.ResolutionXY} z {row.ResolutionZ} on {row.InstrumentId} from {time.Write(row.ImagingStart!.Value)} to {(row.ImagingEnd is { } end ? time.Write(end) : "its end")}");
    }

    // 20250115-101504 as the database writes it.
    private static string Stored(string instrument) =>
        DateTime.ParseExact(instrument, "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture);

    private static void Touch(string folder, DateTime time)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, time);
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            Directory.SetLastWriteTimeUtc(below, time);
        }
    }

    private static async Task UnpackAsync(string archive, string folder)
    {
        await using var file = File.OpenRead(archive);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unzipped, folder, overwriteFiles: false, CheckLab.Cancellation);
    }

    private static string? FindSamples()
    {
        if (Environment.GetEnvironmentVariable("MICROSTATUS_SAMPLES") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Join(folder.Parent?.FullName, "shared", "samples");
            if (File.Exists(Path.Join(samples, "lab.tar.gz")))
            {
                return samples;
            }
        }

        return null;
    }
}

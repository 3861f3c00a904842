using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Demo;

/// <summary>What the played cluster of a demo lab makes, and in which order (lab.md §3, §4). Pure.</summary>
/// <param name="settings">Folders and names.</param>
public sealed class DemoProducts(StatusSettings settings)
{
    private const string Tiff = ".tif";

    private RscmProcessingSettings Rscm => settings.Rscm.Processing;

    private MesoSpimProcessingSettings MesoSpim => settings.MesoSpim.Processing;

    /// <summary>What a stage makes of a dataset.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="source">The dataset.</param>
    /// <param name="job">The number of its denoising job, or null.</param>
    /// <returns>Files, relative to the dataset's folder, in the order in which they are written.</returns>
    public IReadOnlyList<string> Of(StageKind stage, DemoSource source, long? job) => stage switch
    {
        StageKind.Stitching => [.. Composites(source).Select(name => $"{Rscm.Stitching.CompositesFolder}/{name}")],
        StageKind.Denoising => [.. Composites(source).Select(name => $"{JobFolder(job)}/{name}")],
        StageKind.ImarisBuild => [$"{JobFolder(job)}/{Placeholders.Fill(Rscm.ImarisBuild.FileName, ("JobNumber", Number(job)))}"],
        StageKind.Deconvolution => [.. source.Tiles.Select(tile => $"{MesoSpim.DeconFolder}/{tile.File}{Tiff}")],
        StageKind.Conversion => [.. source.Tiles.DistinctBy(tile => tile.Position, StringComparer.Ordinal).Select(tile => $"{ImarisFolder(source)}/{tile.File}{settings.Imaris.Ending}")],
        StageKind.Montage => [$"{ImarisFolder(source)}/{Filled(MesoSpim.MontageFiles, source.Name + "_m")}"],
        StageKind.FinalFile => [source.IsDeconvolved ? $"{MesoSpim.DeconFolder}/{Final(source)}" : Final(source)],
        _ => [],
    };

    /// <summary>What comes after a stage without anybody's asking.</summary>
    /// <param name="stage">The stage that is done.</param>
    /// <param name="source">The dataset.</param>
    /// <returns>The next stage; null when somebody else begins what follows, or nothing follows.</returns>
    public static StageKind? After(StageKind stage, DemoSource source) => stage switch
    {
        StageKind.Start when source.IsZarr => StageKind.FinalFile,
        StageKind.Start when source.IsDeconvolved => StageKind.Deconvolution,
        StageKind.Start or StageKind.Deconvolution => StageKind.Conversion,
        StageKind.Conversion => StageKind.Montage,
        _ => null,
    };

    /// <summary>The folder that a denoising job writes, relative to the dataset's folder.</summary>
    /// <param name="job">The job's number.</param>
    /// <returns>The path.</returns>
    public string JobFolder(long? job) => $"{Rscm.Stitching.CompositesFolder}/job_{Number(job)}";

    /// <summary>The file of a dataset's stitching job, relative to the dataset's folder.</summary>
    /// <param name="source">The dataset.</param>
    /// <returns>The path.</returns>
    public string StitchJob(DemoSource source) => $"{ImarisFolder(source)}/{Filled(MesoSpim.StitchJobFiles, source.Name + "_stitch")}";

    private string ImarisFolder(DemoSource source) => source.IsDeconvolved ? $"{MesoSpim.DeconFolder}/{MesoSpim.ImsFolder}" : MesoSpim.ImsFolder;

    private string Final(DemoSource source) => Filled(MesoSpim.ZarrFinalFiles, source.Name);

    private IEnumerable<string> Composites(DemoSource source) =>
        from layer in source.Layers
        from colour in source.Colours
        select Filled(Rscm.Stitching.CompositeFiles, string.Create(CultureInfo.InvariantCulture, $"_z{layer:0000}_{colour}"));

    private static string Filled(string glob, string text) => glob.Replace("*", text, StringComparison.Ordinal);

    private static string Number(long? job) => job?.ToString(CultureInfo.InvariantCulture) ?? throw new ArgumentNullException(nameof(job), "What is denoised has a job.");
}

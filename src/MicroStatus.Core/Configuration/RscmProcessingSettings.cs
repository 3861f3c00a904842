namespace MicroStatus.Configuration;

/// <summary>Processing of RSCM datasets: stitching, denoising, Imaris build (lab.md §3).</summary>
public sealed record RscmProcessingSettings
{
    /// <summary>The stitching cluster.</summary>
    [Setting("The stitching cluster.")]
    public StitchingSettings Stitching { get; init; } = new();

    /// <summary>Denoising by CBPy.</summary>
    [Setting("Denoising by CBPy.")]
    public DenoisingSettings Denoising { get; init; } = new();

    /// <summary>The Imaris build.</summary>
    [Setting("The Imaris build.")]
    public ImarisBuildSettings ImarisBuild { get; init; } = new();

    /// <summary>How long a stage may show no progress before it may be stuck.</summary>
    [Setting("How long a stage may show no progress before it may be stuck.", Min = 1, Max = 2678400)]
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(1200);
}

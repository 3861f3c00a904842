namespace MicroStatus.Processing.Services;

/// <summary>Names of the clusters that process several datasets.</summary>
public static class ServiceNames
{
    /// <summary>The stitching cluster (lab.md §3.2).</summary>
    public const string Stitching = "stitching";

    /// <summary>CBPy (lab.md §3.5).</summary>
    public const string Denoising = "denoising";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Stitching, Denoising];
}

namespace MicroStatus.Acquisition.Rscm;

/// <summary>What an RSCM dataset's <c>vs_series.dat</c> says, as far as it matters (lab.md §3).</summary>
/// <param name="LayerCount">Number of z-layers (N, <c>stack_slice_count</c>), or null.</param>
/// <param name="RibbonsPerLayer">Ribbons a layer and colour (R, <c>grid_cols</c>), or null.</param>
/// <param name="Device">The microscope's model (<c>device</c>), or null.</param>
/// <param name="Problem">Why it cannot be used, in a sentence; null when N and R are known.</param>
public sealed record VsSeries(int? LayerCount, int? RibbonsPerLayer, string? Device, string? Problem);

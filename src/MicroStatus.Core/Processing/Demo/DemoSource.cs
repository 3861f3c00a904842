namespace MicroStatus.Processing.Demo;

/// <summary>What a dataset's images are, as far as it matters for what is made of them.</summary>
public sealed record DemoSource
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>RSCM: the z-layers.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>RSCM: the colours, nm.</summary>
    public IReadOnlyList<int> Colours { get; init; } = [];

    /// <summary>mesoSPIM: the tiles' files without their ending, and where each stands: tile, shutter and rotation, as channels share a file.</summary>
    public IReadOnlyList<(string File, string Position)> Tiles { get; init; } = [];

    /// <summary>mesoSPIM: the tiles are OME-Zarr.</summary>
    public bool IsZarr { get; init; }

    /// <summary>mesoSPIM: it has a refractive index, hence it is deconvolved.</summary>
    public bool IsDeconvolved { get; init; }
}

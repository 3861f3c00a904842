namespace MicroStatus.Processing;

/// <summary>Stages of processing, of both instruments; each pipeline has some of them, in its own order (lab.md §3, §4).</summary>
public enum StageKind
{
    /// <summary>RSCM: ribbons are stitched to composites by the stitching cluster.</summary>
    Stitching,

    /// <summary>RSCM: composites are denoised by CBPy.</summary>
    Denoising,

    /// <summary>RSCM: the Imaris file is built of denoised composites.</summary>
    ImarisBuild,

    /// <summary>mesoSPIM: the command that submits the jobs of processing.</summary>
    Start,

    /// <summary>mesoSPIM: tiles are deconvolved.</summary>
    Deconvolution,

    /// <summary>mesoSPIM: tiles become Imaris files.</summary>
    Conversion,

    /// <summary>mesoSPIM: the tiles' Imaris files become one.</summary>
    Montage,

    /// <summary>mesoSPIM, OME-Zarr: the one Imaris file, of which nothing is seen before it is there.</summary>
    FinalFile,
}

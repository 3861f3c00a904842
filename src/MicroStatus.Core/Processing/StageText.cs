namespace MicroStatus.Processing;

/// <summary>Stages in words.</summary>
public static class StageText
{
    // In the order of the enum.
    private static readonly string[] Words =
        ["Stitching", "Denoising", "The Imaris build", "Processing", "Deconvolution", "The conversion to Imaris files", "The montage", "Processing"];

    /// <summary>A stage as the subject of a sentence.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>For example <c>Stitching</c>.</returns>
    public static string Of(StageKind stage) => Words[(int)stage];
}

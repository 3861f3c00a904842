namespace MicroStatus.Datasets;

/// <summary>Statuses as the database spells them, in both directions (lab.md §5).</summary>
public static class StatusText
{
    // In the order of the enums. Arrays of text, not dictionaries: their code is compiled ahead of time.
    private static readonly string[] Imaging = ["in_progress", "needs_attention", "finished"];

    private static readonly string[] Processing =
    [
        "not_started", "in_progress", "started", "stitched", "decon_done", "denoised", "ims_converted", "built_ims", "moved_to_hive", "finished",
        "needs_attention",
    ];

    /// <summary>The text of an imaging status as stored.</summary>
    /// <param name="status">The status.</param>
    /// <returns>For example <c>in_progress</c>.</returns>
    public static string Of(ImagingStatus status) => Imaging[(int)status];

    /// <summary>The text of a processing status as stored.</summary>
    /// <param name="status">The status.</param>
    /// <returns>For example <c>not_started</c>.</returns>
    public static string Of(ProcessingStatus status) => Processing[(int)status];

    /// <summary>Reads an imaging status; <c>paused</c>, <c>0</c>, <c>1</c> and anything unknown mean that a person is needed.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="isKnown">False when the text is none of the three statuses, so that it is worth reporting.</param>
    /// <returns>The status to work with.</returns>
    public static ImagingStatus ReadImaging(string? text, out bool isKnown)
    {
        var index = Array.IndexOf(Imaging, text);
        isKnown = index >= 0;
        return isKnown ? (ImagingStatus)index : ImagingStatus.NeedsAttention;
    }

    /// <summary>Reads a processing status; a damaged value means that a person is needed.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="isKnown">False when the text is no known status, so that it is worth reporting.</param>
    /// <returns>The status to work with.</returns>
    public static ProcessingStatus ReadProcessing(string? text, out bool isKnown)
    {
        var index = Array.IndexOf(Processing, text);
        isKnown = index >= 0;
        return isKnown ? (ProcessingStatus)index : ProcessingStatus.NeedsAttention;
    }
}

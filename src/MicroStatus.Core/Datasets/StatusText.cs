namespace MicroStatus.Datasets;

/// <summary>Statuses as the database spells them, in both directions (lab.md §5).</summary>
public static class StatusText
{
    private static readonly Dictionary<string, ImagingStatus> Imaging = new(StringComparer.Ordinal)
    {
        ["in_progress"] = ImagingStatus.InProgress,
        ["needs_attention"] = ImagingStatus.NeedsAttention,
        ["finished"] = ImagingStatus.Finished,
    };

    private static readonly Dictionary<string, ProcessingStatus> Processing = new(StringComparer.Ordinal)
    {
        ["not_started"] = ProcessingStatus.NotStarted,
        ["in_progress"] = ProcessingStatus.InProgress,
        ["started"] = ProcessingStatus.Started,
        ["stitched"] = ProcessingStatus.Stitched,
        ["decon_done"] = ProcessingStatus.DeconDone,
        ["denoised"] = ProcessingStatus.Denoised,
        ["ims_converted"] = ProcessingStatus.ImsConverted,
        ["built_ims"] = ProcessingStatus.BuiltIms,
        ["moved_to_hive"] = ProcessingStatus.MovedToHive,
        ["finished"] = ProcessingStatus.Finished,
        ["needs_attention"] = ProcessingStatus.NeedsAttention,
    };

    /// <summary>The text of an imaging status as stored.</summary>
    /// <param name="status">The status.</param>
    /// <returns>For example <c>in_progress</c>.</returns>
    public static string Of(ImagingStatus status) => Imaging.First(pair => pair.Value == status).Key;

    /// <summary>The text of a processing status as stored.</summary>
    /// <param name="status">The status.</param>
    /// <returns>For example <c>not_started</c>.</returns>
    public static string Of(ProcessingStatus status) => Processing.First(pair => pair.Value == status).Key;

    /// <summary>Reads an imaging status; <c>paused</c>, <c>0</c>, <c>1</c> and anything unknown mean that a person is needed.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="isKnown">False when the text is none of the three statuses, so that it is worth reporting.</param>
    /// <returns>The status to work with.</returns>
    public static ImagingStatus ReadImaging(string? text, out bool isKnown)
    {
        isKnown = Imaging.TryGetValue(text ?? string.Empty, out var status);
        return isKnown ? status : ImagingStatus.NeedsAttention;
    }

    /// <summary>Reads a processing status; a damaged value means that a person is needed.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="isKnown">False when the text is no known status, so that it is worth reporting.</param>
    /// <returns>The status to work with.</returns>
    public static ProcessingStatus ReadProcessing(string? text, out bool isKnown)
    {
        isKnown = Processing.TryGetValue(text ?? string.Empty, out var status);
        return isKnown ? status : ProcessingStatus.NeedsAttention;
    }
}

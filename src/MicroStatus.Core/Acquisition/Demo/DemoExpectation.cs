using MicroStatus.Datasets;

namespace MicroStatus.Acquisition.Demo;

/// <summary>What a status check must find about a dataset after a step.</summary>
/// <param name="Status">The imaging status.</param>
/// <param name="Attention">A kind of reason that must be among the reasons why a person is needed (see <see cref="AttentionKind"/>); null when none is.</param>
public sealed record DemoExpectation(ImagingStatus Status, string? Attention)
{
    /// <summary>Still being imaged.</summary>
    public static DemoExpectation InProgress { get; } = new(ImagingStatus.InProgress, null);

    /// <summary>Imaged, everything there and whole.</summary>
    public static DemoExpectation Finished { get; } = new(ImagingStatus.Finished, null);

    /// <summary>A person is needed.</summary>
    /// <param name="kind">The kind of reason.</param>
    /// <returns>The expectation.</returns>
    public static DemoExpectation NeedsAttention(string kind) => new(ImagingStatus.NeedsAttention, kind);
}

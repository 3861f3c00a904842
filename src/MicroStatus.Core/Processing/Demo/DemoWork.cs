namespace MicroStatus.Processing.Demo;

/// <summary>A stage that the played cluster of a demo lab works on.</summary>
public sealed record DemoWork
{
    /// <summary>The stage.</summary>
    public required StageKind Stage { get; init; }

    /// <summary>The dataset's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>When it was begun, in minutes of the lab's time since the lab was made.</summary>
    public required double Begun { get; init; }

    /// <summary>The name of the file that stands for it in a queue; null when none does.</summary>
    public string? File { get; init; }

    /// <summary>The number of the denoising job; null at other stages than denoising and the Imaris build.</summary>
    public long? Job { get; init; }

    /// <summary>It has failed, and waits until somebody has mended the cause.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether both stand for the same: a second request for it is not carried out beside the first.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>True when they do.</returns>
    public bool IsSame(DemoWork other) => Stage == other.Stage && string.Equals(Folder, other.Folder, StringComparison.Ordinal);
}

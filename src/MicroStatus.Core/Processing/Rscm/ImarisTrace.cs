using MicroStatus.Imaris;

namespace MicroStatus.Processing.Rscm;

/// <summary>What is there of a dataset's Imaris file.</summary>
internal sealed record ImarisTrace
{
    /// <summary>Nothing is there.</summary>
    public static readonly ImarisTrace None = new();

    /// <summary>The file that counts: the first that opens, on Hive before FastStore, or else the first of all; null when there is none of the present stitching.</summary>
    public ImarisFile? File { get; init; }

    /// <summary>The file that is being built, whose end is <c>.part</c>; null when there is none, or when it is older than <see cref="File"/>.</summary>
    public string? Part { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long PartSize { get; init; }

    /// <summary>When it was last written.</summary>
    public DateTimeOffset PartWritten { get; init; }

    /// <summary>The dataset's Imaris file is there, and opens.</summary>
    public bool IsGood => Part is null && File is { Opens: true, IsBeingWritten: false };

    /// <summary>Something is being written.</summary>
    public bool IsGrowing => Part is not null || File is { IsBeingWritten: true };
}

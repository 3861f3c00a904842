using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>The dataset that a decision is about: a row, or one that is about to be recorded.</summary>
public sealed record ImagingSubject
{
    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The row; null when it is about to be recorded.</summary>
    public Dataset? Row { get; init; }

    /// <summary>What will be recorded; null when there is a row.</summary>
    public NewDataset? Registration { get; init; }

    /// <summary>The imaging status so far; null for a dataset about to be recorded.</summary>
    public ImagingStatus? Status => Row?.ImagingStatus;

    /// <summary>The imaging status so far as stored.</summary>
    public string? StatusText => Row is null ? null : Row.ImagingStatusText ?? Datasets.StatusText.Of(Row.ImagingStatus);

    /// <summary>The stored status is none that is known.</summary>
    public bool HasDamagedStatus =>
        Row is { ImagingStatusText: { } text } && !string.Equals(text, Datasets.StatusText.Of(Row.ImagingStatus), StringComparison.Ordinal);
}

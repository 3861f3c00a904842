namespace MicroStatus.Datasets;

/// <summary>A dataset to be recorded for the first time.</summary>
public sealed record NewDataset
{
    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder on FastStore.</summary>
    public required string Path { get; init; }

    /// <summary>The PI's name, or null.</summary>
    public string? Pi { get; init; }

    /// <summary>The CL number.</summary>
    public required string ClNumber { get; init; }

    /// <summary><c>rscm</c> or <c>mesospim</c>.</summary>
    public required string Modality { get; init; }

    /// <summary>Of a brain data producer.</summary>
    public bool IsBrain { get; init; }

    /// <summary>Imaging status at the start.</summary>
    public ImagingStatus ImagingStatus { get; init; }

    /// <summary>Processing status at the start.</summary>
    public ProcessingStatus ProcessingStatus { get; init; }

    /// <summary>Counted as moved from the start: demo datasets, which nothing touches.</summary>
    public bool Moved { get; init; }
}

namespace MicroStatus.Datasets;

/// <summary>One row of <c>clnumber</c> (lab.md §6), and how many datasets it has.</summary>
public sealed record ClNumberSummary
{
    /// <summary>The CL number as stored; empty when the row has none.</summary>
    public required string ClNumber { get; init; }

    /// <summary>The row's id.</summary>
    public required long ClNumberId { get; init; }

    /// <summary>The PI that it is recorded for, or null.</summary>
    public string? Pi { get; init; }

    /// <summary>Number of datasets, of whichever PI.</summary>
    public int Datasets { get; init; }

    /// <summary>Number of datasets that are still on FastStore, as far as the database knows.</summary>
    public int OnFastStore { get; init; }
}

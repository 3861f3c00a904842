namespace MicroStatus.Datasets;

/// <summary>One row of <c>pi</c> (lab.md §6), and how much there is of it. Two rows may have the same name; each is told.</summary>
public sealed record PiSummary
{
    /// <summary>The name as stored; empty when the row has none.</summary>
    public required string Pi { get; init; }

    /// <summary>The row's id.</summary>
    public required long PiId { get; init; }

    /// <summary>The folder below the public one, or null.</summary>
    public string? PublicFolderName { get; init; }

    /// <summary>Number of CL numbers that are recorded for the PI.</summary>
    public int ClNumbers { get; init; }

    /// <summary>Number of datasets.</summary>
    public int Datasets { get; init; }

    /// <summary>Number of datasets that are still on FastStore, as far as the database knows.</summary>
    public int OnFastStore { get; init; }
}

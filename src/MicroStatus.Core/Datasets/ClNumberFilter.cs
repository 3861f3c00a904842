namespace MicroStatus.Datasets;

/// <summary>Which CL numbers are wanted; every given part must hold.</summary>
public sealed record ClNumberFilter
{
    /// <summary>CL numbers with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> ClNumbers { get; init; } = [];

    /// <summary>Names of the PIs that they are recorded for, with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> Pis { get; init; } = [];

    /// <summary>Rows of <c>pi</c> that they are recorded for, any of them; empty means all.</summary>
    public IReadOnlyList<long> PiIds { get; init; } = [];
}

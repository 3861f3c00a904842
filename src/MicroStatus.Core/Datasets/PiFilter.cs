namespace MicroStatus.Datasets;

/// <summary>Which PIs are wanted.</summary>
public sealed record PiFilter
{
    /// <summary>Names with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> Pis { get; init; } = [];
}

namespace MicroStatus.Datasets;

/// <summary>Which events are wanted; every given part must hold.</summary>
public sealed record DatasetEventFilter
{
    /// <summary>Events of any of these datasets; empty means all.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Dataset names with PowerShell wildcards, any of them; empty means all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Kinds with PowerShell wildcards, any of them; empty means all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Only at or after this moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only the newest ones, so many of those that pass the other parts; null means all.</summary>
    public int? Last { get; init; }
}

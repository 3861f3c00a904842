namespace MicroStatus.Checks;

/// <summary>What a status check is asked to do.</summary>
public sealed record StatusCheckRequest
{
    /// <summary>The steps to run; empty runs all.</summary>
    public IReadOnlyList<CheckStep> Steps { get; init; } = [];

    /// <summary>Nothing at all is changed.</summary>
    public bool IsWhatIf { get; init; }

    /// <summary>The datasets are added to the report as they stand afterwards.</summary>
    public bool WithDatasets { get; init; }

    /// <summary>The node that runs it.</summary>
    public required string Host { get; init; }
}

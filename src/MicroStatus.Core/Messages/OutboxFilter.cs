namespace MicroStatus.Messages;

/// <summary>Which messages are wanted; every given part must hold.</summary>
public sealed record OutboxFilter
{
    /// <summary>Of any of these datasets; empty means all.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Names of datasets with PowerShell wildcards, any of them; empty means all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Kinds with PowerShell wildcards, any of them; empty means all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>States; empty means all.</summary>
    public IReadOnlyList<OutboxState> States { get; init; } = [];

    /// <summary>States of the message's picture; empty means all, also messages without one.</summary>
    public IReadOnlyList<OutboxState> PictureStates { get; init; } = [];

    /// <summary>Only those due at or after this moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those due before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only the newest ones, so many of those that pass the other parts; null means all.</summary>
    public int? Last { get; init; }
}

namespace MicroStatus.Moves;

/// <summary>Which moves are wanted; every given part must hold.</summary>
public sealed record MoveFilter
{
    /// <summary>Of any of these datasets; empty means all.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>States; empty means all.</summary>
    public IReadOnlyList<MoveState> States { get; init; } = [];

    /// <summary>The newest move of each dataset only.</summary>
    public bool NewestOnly { get; init; }
}

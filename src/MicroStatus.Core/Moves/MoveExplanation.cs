using MicroStatus.Moves.Rules;

namespace MicroStatus.Moves;

/// <summary>Why a dataset is moved by the next check, or is not.</summary>
public sealed record MoveExplanation
{
    /// <summary>The dataset's id.</summary>
    public required long Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Nothing holds it: the next check moves it.</summary>
    public bool IsDue => Obstacles.Count == 0;

    /// <summary>Its processing has not finished; it has been on FastStore for so long that it moves all the same.</summary>
    public required bool IsStale { get; init; }

    /// <summary>What holds it, the lasting reasons first.</summary>
    public required IReadOnlyList<MoveObstacle> Obstacles { get; init; }

    /// <summary>When the next check may find that time has removed what holds it; null when something else must happen, or nothing holds it.</summary>
    public DateTimeOffset? NextTry => Obstacles.Count > 0 && Obstacles.All(obstacle => obstacle.NextTry is not null) ? Obstacles.Max(obstacle => obstacle.NextTry) : null;

    /// <summary>Its newest move, or null.</summary>
    public DatasetMove? LastMove { get; init; }
}

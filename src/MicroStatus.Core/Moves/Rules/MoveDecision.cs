namespace MicroStatus.Moves.Rules;

/// <summary>Whether a dataset is moved now.</summary>
/// <param name="Obstacles">What holds it back, the lasting reasons first; none means that it is due.</param>
/// <param name="IsStale">It is due only since it has been on FastStore for so long.</param>
public sealed record MoveDecision(IReadOnlyList<MoveObstacle> Obstacles, bool IsStale)
{
    /// <summary>It is to be moved now.</summary>
    public bool IsDue => Obstacles.Count == 0;
}

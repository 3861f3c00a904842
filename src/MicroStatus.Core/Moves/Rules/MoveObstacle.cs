namespace MicroStatus.Moves.Rules;

/// <summary>Why a dataset is not moved.</summary>
/// <param name="Rule">The rule: see <see cref="MoveRule"/>.</param>
/// <param name="Evidence">What holds it, in a sentence.</param>
/// <param name="NextTry">When time alone removes it; null when something else must happen.</param>
public sealed record MoveObstacle(string Rule, string Evidence, DateTimeOffset? NextTry);

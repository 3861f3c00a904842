using System.Globalization;

namespace MicroStatus.Moves.Rules;

/// <summary>Why a dataset is not moved.</summary>
/// <param name="Rule">The rule: see <see cref="MoveRule"/>.</param>
/// <param name="Evidence">What holds it, in a sentence.</param>
/// <param name="NextTry">When time alone removes it; null when something else must happen.</param>
public sealed record MoveObstacle(string Rule, string Evidence, DateTimeOffset? NextTry)
{
    /// <summary>Evidence and next try in one.</summary>
    /// <param name="zone">The lab's time zone.</param>
    /// <returns>A sentence, or two.</returns>
    public string Sentence(TimeZoneInfo zone) => NextTry is { } next
        ? $"{Evidence} Next try: {TimeZoneInfo.ConvertTime(next, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}."
        : Evidence;
}

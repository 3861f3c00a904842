using MicroStatus.Configuration.Binding;

namespace MicroStatus.Datasets;

/// <summary>Finds what a person may have meant by a name that is not there.</summary>
public static class NearNames
{
    private const int Most = 3;

    /// <summary>Known names that are a slip of the pen away, or go on where the typed one ends; nearest first.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>Three at most; empty when none is near.</returns>
    public static IReadOnlyList<string> Of(string typed, IEnumerable<string> known)
    {
        // A third of the letters may differ; of a short name, one.
        var farthest = Math.Max(1, typed.Length / 3);
        return known
            .Where(name => name.Length > 0 && !string.Equals(name, typed, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: DistanceOf(typed, name)))
            .Where(candidate => candidate.Distance <= farthest && candidate.Distance < typed.Length)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.OrdinalIgnoreCase)
            .Take(Most)
            .Select(candidate => candidate.Name)
            .ToList();
    }

    /// <summary>A question that names them.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>For example <c> Did you mean 'klimstra-w'?</c> with its blank in front; empty when none is near.</returns>
    public static string Question(string typed, IEnumerable<string> known)
    {
        var near = Of(typed, known);
        return near.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";
    }

    // The initial is often left out: klimstra for klimstra-w.
    private static int DistanceOf(string typed, string name) =>
        name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1 : EditDistance.Between(typed, name);
}

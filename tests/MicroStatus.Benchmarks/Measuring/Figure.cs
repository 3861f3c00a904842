using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>One measured figure beside its target.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Target">The most it may be.</param>
/// <param name="Detail">How it came about, or null.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Target, string? Detail = null)
{
    /// <summary>The line that is printed.</summary>
    public override string ToString()
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Value:0.###} {Unit} (at most {Target:0.###}{(Value <= Target ? "" : ", MISSED")})");
        return Detail is null ? line : $"{line} - {Detail}";
    }

    /// <summary>The median.</summary>
    /// <param name="values">Values of several runs.</param>
    /// <returns>The middle one, or the mean of the middle two.</returns>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

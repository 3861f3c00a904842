using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Tile indices without a gap.</summary>
/// <param name="First">The smallest.</param>
/// <param name="Last">The largest.</param>
internal sealed record IndexRange(int First, int Last)
{
    /// <summary>Joins indices to ranges.</summary>
    /// <param name="sorted">Indices, ascending; one may occur twice.</param>
    public static IEnumerable<IndexRange> Of(int[] sorted)
    {
        var start = 0;
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || sorted[i] - 1L > sorted[i - 1])
            {
                yield return new IndexRange(sorted[start], sorted[i - 1]);
                start = i;
            }
        }
    }

    /// <summary>The indices from 0 to an end that are not there.</summary>
    /// <param name="sorted">Indices, ascending; one may occur twice.</param>
    /// <param name="last">The end, included.</param>
    public static IEnumerable<IndexRange> Missing(int[] sorted, int last)
    {
        // Counted in 64 bits: the largest index has a successor then.
        var next = 0L;
        foreach (var index in sorted)
        {
            if (index > next)
            {
                yield return new IndexRange((int)next, index - 1);
            }

            next = index + 1L;
        }

        if (next <= last)
        {
            yield return new IndexRange((int)next, last);
        }
    }

    /// <summary>Ranges for a person: <c>tiles 3-5, 8</c>.</summary>
    public static string Text(IReadOnlyList<IndexRange> ranges)
    {
        var isOne = ranges.Count == 1 && ranges[0].First == ranges[0].Last;
        return (isOne ? "tile " : "tiles ") + string.Join(", ", ranges);
    }

    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}

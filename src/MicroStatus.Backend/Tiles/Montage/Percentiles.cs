namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Percentiles of numbers that are too many to be kept: counted once by the upper half of their bits, a second time by the lower half where it matters.</summary>
/// <remarks>Exact, as <c>numpy.percentile</c> has them: between two numbers it goes in a straight line. What is no finite number does not count.</remarks>
internal sealed class Percentiles
{
    private const int Halves = 1 << 16;

    private readonly long[] _upper = new long[Halves];

    /// <summary>How many numbers were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    public void Add(ReadOnlySpan<float> numbers)
    {
        foreach (var number in numbers)
        {
            if (float.IsFinite(number))
            {
                _upper[KeyOf(number) >> 16]++;
                Count++;
            }
        }
    }

    /// <summary>Finds percentiles.</summary>
    /// <param name="percents">0 to 100.</param>
    /// <param name="again">All of the numbers once more, in parts of any order, given to what it is called with.</param>
    /// <returns>The percentiles in their order; empty when nothing was counted.</returns>
    public double[] Find(IReadOnlyList<double> percents, Action<Action<ReadOnlySpan<float>>> again)
    {
        if (Count == 0)
        {
            return [];
        }

        var places = percents.Select(percent => percent / 100 * (Count - 1)).ToList();
        var ranks = places.SelectMany(place => new[] { (long)Math.Floor(place), (long)Math.Ceiling(place) }).Distinct().Order().ToList();
        var lower = new long[]?[Halves];
        foreach (var rank in ranks)
        {
            lower[BinOf(_upper, rank).Bin] ??= new long[Halves];
        }

        again(numbers =>
        {
            foreach (var number in numbers)
            {
                var key = KeyOf(number);
                if (lower[key >> 16] is { } counts && float.IsFinite(number))
                {
                    counts[key & (Halves - 1)]++;
                }
            }
        });
        var values = ranks.ToDictionary(rank => rank, rank => ValueOf(lower, rank));
        return [.. places.Select(place => Between(values[(long)Math.Floor(place)], values[(long)Math.Ceiling(place)], place - Math.Floor(place)))];
    }

    private static double Between(double low, double high, double share) => low + ((high - low) * share);

    private double ValueOf(long[]?[] lower, long rank)
    {
        var (upper, rest) = BinOf(_upper, rank);
        var key = ((uint)upper << 16) | (uint)BinOf(lower[upper]!, rest).Bin;
        return BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key);
    }

    private static (int Bin, long Within) BinOf(long[] counts, long rank)
    {
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (rank < counts[bin])
            {
                return (bin, rank);
            }

            rank -= counts[bin];
        }

        throw new InvalidOperationException("The numbers of the second time are not those of the first.");
    }

    // A key whose order as a whole number is the order of the numbers.
    private static uint KeyOf(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }
}

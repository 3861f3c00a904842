using CsCheck;
using MicroStatus.Backend.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

public sealed class PercentilesTests
{
    [Fact]
    public void Percentiles_are_those_of_the_sorted_numbers() =>
        Gen.Select(Gen.OneOf(Gen.Float[-1000, 1000], Gen.Float, Gen.Int[0, 5].Select(value => (float)value)).Array[1, 200], Gen.Double[0, 100]).Sample((numbers, percent) =>
        {
            var sorted = numbers.Where(float.IsFinite).Order().ToArray();
            var percentiles = new Percentiles();
            percentiles.Add(numbers);

            var found = percentiles.Find([percent], again => again(numbers));

            Assert.Equal(sorted.Length, percentiles.Count);
            if (sorted.Length == 0)
            {
                Assert.Empty(found);
                return;
            }

            var place = percent / 100 * (sorted.Length - 1);
            var (low, high) = ((double)sorted[(int)Math.Floor(place)], (double)sorted[(int)Math.Ceiling(place)]);
            Assert.Equal(low + ((high - low) * (place - Math.Floor(place))), Assert.Single(found), Math.Abs(high) * 1e-9);
        });

    [Fact]
    public void Nothing_has_no_percentile()
    {
        var percentiles = new Percentiles();
        percentiles.Add([float.NaN, float.PositiveInfinity]);

        Assert.Empty(percentiles.Find([1, 99], again => again([float.NaN])));
    }
}

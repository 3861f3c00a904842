using CsCheck;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class VolumeSpaceTests
{
    private static readonly Gen<VolumeSpace> Any = Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[0, long.MaxValue / 2])
        .Select((used, free) => new VolumeSpace(used + free, used, free));

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(1, 999_999, 1)]
    [InlineData(85, 15, 85)]
    [InlineData(8_500_000_001, 1_499_999_999, 86)]
    [InlineData(100, 0, 100)]
    [InlineData(0, 0, 0)]
    public void The_percentage_is_that_of_df_rounded_up(long used, long free, int percent) =>
        Assert.Equal(percent, new VolumeSpace(used + free, used, free).Percent);

    [Fact]
    public void What_is_kept_for_the_administrator_counts_neither_as_used_nor_as_free() =>
        Assert.Equal(90, new VolumeSpace(Size: 1000, Used: 855, Free: 95).Percent);

    [Fact]
    public void A_percentage_shows_exactly_when_its_bytes_are_used() =>
        Gen.Select(Any, Gen.Int[1, 100]).Sample((space, percent) =>
        {
            var more = space.BytesUntil(percent);
            VolumeSpace After(long bytes) => new(space.Size, space.Used + bytes, space.Free - bytes);
            return more == 0
                ? space.Percent >= percent
                : more > space.Free || (After(more).Percent >= percent && After(more - 1).Percent < percent);
        });
}

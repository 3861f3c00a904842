using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class StorageLevelsTests
{
    private static readonly StorageWarningSettings Settings = new();
    private static readonly Gen<int[]> Courses = Gen.Int[80, 100].Array[1, 40];

    [Theory]
    [InlineData("84", "None")]
    [InlineData("85", "First")]
    [InlineData("90", "Second")]
    [InlineData("94", "Critical")]
    [InlineData("100", "Critical")]
    [InlineData("85 84", "First")]
    [InlineData("85 83", "None")]
    [InlineData("91 89", "Second")]
    [InlineData("91 88", "First")]
    [InlineData("95 93", "Critical")]
    [InlineData("95 92", "Second")]
    [InlineData("95 91", "Second")]
    [InlineData("95 89", "Second")]
    [InlineData("95 88", "First")]
    [InlineData("95 60", "None")]
    public void A_level_is_entered_at_its_threshold_and_left_two_points_below(string course, string level) =>
        Assert.Equal(level, Course(course)[^1].ToString());

    [Theory]
    [InlineData("93 94 93 94 93 94", 2)] // once to the second, once to critical
    [InlineData("95 91 92 91", 1)]
    [InlineData("95 60 95", 2)]
    [InlineData("84 86 84 86 84 86", 1)]
    [InlineData("84 86 91 95", 3)]
    [InlineData("95 91 94", 2)]
    [InlineData("100 99 98 97 96 95 94 93", 1)]
    public void Only_a_rise_is_announced_and_flapping_is_one_rise(string course, int rises) => Assert.Equal(rises, Rises(Course(course)));

    [Fact]
    public void Without_hysteresis_a_level_is_left_below_its_threshold() =>
        Assert.Equal(StorageLevel.Second, StorageLevels.Next(StorageLevel.Critical, 93, Settings with { Hysteresis = 0 }));

    [Fact]
    public void A_level_is_never_below_what_the_percentage_demands_nor_above_what_it_holds() =>
        Courses.Sample(course =>
        {
            var levels = Course(course);
            return Enumerable.Range(0, course.Length).All(i =>
                levels[i] >= StorageLevels.Next(StorageLevel.None, course[i], Settings)
                && (levels[i] == StorageLevel.None || course[i] > StorageLevels.Threshold(levels[i], Settings) - Settings.Hysteresis));
        });

    [Fact]
    public void A_fall_ends_at_the_same_level_however_seldom_is_measured() =>
        Courses.Select(course => course.OrderDescending().ToArray()).Sample(course => Course(course)[^1] == Course([course[0], course[^1]])[^1]);

    [Fact]
    public void Measuring_again_changes_nothing() =>
        Courses.Sample(course => Course([.. course, course[^1]])[^1] == Course(course)[^1]);

    [Fact]
    public void Noise_within_the_hysteresis_is_at_most_one_rise() =>
        Gen.Select(Gen.Int[84, 100], Gen.Int[0, 1].Array[1, 60]).Sample((high, noise) =>
            Rises([StorageLevels.Next(StorageLevel.None, high, Settings), .. Course([high, .. noise.Select(down => high - down)])[1..]]) <= 1);

    private static IReadOnlyList<StorageLevel> Course(string course) => Course([.. course.Split(' ').Select(int.Parse)]);

    private static StorageLevel[] Course(IReadOnlyList<int> course)
    {
        var level = StorageLevel.None;
        return [.. course.Select(percent => level = StorageLevels.Next(level, percent, Settings))];
    }

    private static int Rises(IEnumerable<StorageLevel> levels)
    {
        var before = StorageLevel.None;
        var rises = 0;
        foreach (var level in levels)
        {
            rises += level > before ? 1 : 0;
            before = level;
        }

        return rises;
    }
}

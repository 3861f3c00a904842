using CsCheck;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Core.Tests.Configuration;

public class EditDistanceTests
{
    [Theory]
    [InlineData("QuietTime", "quiettime", 0)]
    [InlineData("QuietTme", "QuietTime", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Edits_are_counted(string left, string right, int edits) => Assert.Equal(edits, EditDistance.Between(left, right));

    [Fact]
    public void The_distance_is_the_same_both_ways() =>
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12])
            .Sample((left, right) => EditDistance.Between(left, right) == EditDistance.Between(right, left));
}

using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Configuration;

public sealed class PlaceholdersTests
{
    [Fact]
    public void A_command_is_filled_argument_by_argument_and_a_value_never_becomes_two() =>
        Assert.Equal(["/py", "/a b; rm -rf '$HOME'", "--in=/a b; rm -rf '$HOME'/x", "true"], Placeholders.Fill(["/py", "{JobFolder}", "--in={JobFolder}/x", "true"], ("JobFolder", "/a b; rm -rf '$HOME'")));

    [Fact]
    public void What_is_filled_in_is_not_looked_at_again() =>
        Assert.Equal("{B}-2", Placeholders.Fill("{A}-{B}", ("A", "{B}"), ("B", "2")));

    [Theory]
    [InlineData("{", "{")]
    [InlineData("{}", "{}")]
    [InlineData("{Other}", "{Other}")]
    [InlineData("{a}", "{a}")]
    [InlineData("{{A}}", "{1}")]
    [InlineData("{A", "{A")]
    [InlineData("A}", "A}")]
    [InlineData("", "")]
    public void Braces_that_name_nothing_are_text(string template, string filled) => Assert.Equal(filled, Placeholders.Fill(template, ("A", "1")));

    [Fact]
    public void Nothing_is_filled_in_for_null() => Assert.Equal("--", Placeholders.Fill("-{A}-", ("A", null)));
}

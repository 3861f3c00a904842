using CsCheck;
using MicroStatus.Backend.Database;

namespace MicroStatus.Backend.Tests.Database;

public class NamePatternTests
{
    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbb", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "a\nc", true)]
    [InlineData("[a-c]x", "Bx", true)]
    [InlineData("[A-C]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[abz]", "z", true)]
    [InlineData("[a`]]", "]", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("a`*", "a*", true)]
    [InlineData("a`*", "ab", false)]
    [InlineData("[a", "[a", true)]
    [InlineData("[]", "[]", true)]
    [InlineData("100%_x", "100%_x", true)]
    [InlineData("MÜLLER", "müller", true)]
    [InlineData("m?ller", "mu\u0308ller", true)]
    [InlineData("*🔬", "a🔬", true)]
    [InlineData("a**b", "ab", true)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    public void Patterns_match_as_in_PowerShell(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new NamePattern(pattern).Matches(text));

    [Fact]
    public void Any_text_escaped_matches_itself_and_is_known_to_be_plain() =>
        Gen.String.Sample(text =>
        {
            var pattern = new NamePattern(string.Concat(text.Select(c => c is '*' or '?' or '[' or ']' or '`' ? "`" + c : c.ToString())));
            Assert.True(pattern.Matches(text));
            Assert.NotNull(pattern.Literal);
        });

    [Fact]
    public void No_pattern_throws_whatever_it_matches() =>
        Gen.Select(Gen.String["ab*?[]-`ü\ud83d"], Gen.String).Sample((pattern, text) =>
        {
            _ = new NamePattern(pattern).Matches(text);
        });
}

using MicroStatus.Hosting;

namespace MicroStatus.Cmdlet.Tests.Hosting;

public class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("KC34_Größe 🔬", "KC34_Größe 🔬")]
    [InlineData("a\nb\tc\u001b[31m", @"a\u{000a}b\u{0009}c\u{001b}[31m")]
    [InlineData("a\u202etxt", @"a\u{202e}txt")]
    public void What_a_terminal_would_act_on_is_written_out(string? text, string shown) => Assert.Equal(shown, DisplayText.Of(text));
}

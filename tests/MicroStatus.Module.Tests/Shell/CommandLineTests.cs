using MicroStatus.Shell;

namespace MicroStatus.Module.Tests.Shell;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", nameof(ShellMode.Interactive), "")]
    [InlineData("-NoProfile|-NoLogo", nameof(ShellMode.Interactive), "")]
    [InlineData("-Command|1", nameof(ShellMode.Command), "1")]
    [InlineData("-c|Get-Dataset|-Id|7", nameof(ShellMode.Command), "Get-Dataset -Id 7")]
    [InlineData("--COMMAND|-Help", nameof(ShellMode.Command), "-Help")]
    [InlineData("-Command|-", nameof(ShellMode.StandardInput), "")]
    [InlineData("-File|a.ps1|-c|1", nameof(ShellMode.File), "a.ps1")]
    [InlineData("a.ps1", nameof(ShellMode.File), "a.ps1")]
    [InlineData("-NonInteractive|a.ps1", nameof(ShellMode.File), "a.ps1")]
    [InlineData("-f|-", nameof(ShellMode.StandardInput), "")]
    [InlineData("-?", nameof(ShellMode.Help), "")]
    [InlineData("-h", nameof(ShellMode.Help), "")]
    [InlineData("--help", nameof(ShellMode.Help), "")]
    [InlineData("-v", nameof(ShellMode.Version), "")]
    [InlineData("-Command", nameof(ShellMode.Problem), "-Command needs a command, or - to read it from standard input. 'microstatus -Help' lists the options.")]
    [InlineData("-File|", nameof(ShellMode.Problem), "-File needs a script file, or - to read it from standard input. 'microstatus -Help' lists the options.")]
    [InlineData("-x|1", nameof(ShellMode.Problem), "'-x' is no option of microstatus. 'microstatus -Help' lists the options.")]
    public void A_command_line_means_what_it_means_to_pwsh(string words, string mode, string text)
    {
        var line = CommandLine.Parse(words.Length == 0 ? [] : words.Split('|'), inputRedirected: false);

        Assert.Equal(mode, line.Mode.ToString());
        Assert.Equal(text, line.Text);
    }

    [Fact]
    public void Without_a_terminal_the_script_comes_from_standard_input() =>
        Assert.Equal(ShellMode.StandardInput, CommandLine.Parse([], inputRedirected: true).Mode);

    [Fact]
    public void Whatever_follows_a_script_file_is_its_own() =>
        Assert.Equal(["-NonInteractive", "-Help"], CommandLine.Parse(["a.ps1", "-NonInteractive", "-Help"], inputRedirected: false).Arguments);

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("O'Brien", "'O''Brien'")]
    [InlineData("-Name", "-Name")]
    [InlineData("-Name:x y", "-Name:'x y'")]
    [InlineData("-Quiet:$false", "-Quiet:$false")]
    [InlineData("-Path:C:/x", "-Path:'C:/x'")]
    [InlineData("-5", "'-5'")]
    [InlineData("-", "'-'")]
    [InlineData("--", "'--'")]
    [InlineData("-a;exit", "'-a;exit'")]
    [InlineData("-a$(exit)", "'-a$(exit)'")]
    [InlineData("$x", "'$x'")]
    [InlineData("‘", "'‘‘'")]
    public void A_word_reaches_the_script_as_it_was_typed(string word, string script) =>
        Assert.Equal("& '/lab/s.ps1' " + script, ScriptArguments.ToScript("/lab/s.ps1", [word]));

    [Theory]
    [InlineData("1 + 1", false)]
    [InlineData("if ($true) {", true)]
    [InlineData("'open", true)]
    [InlineData("1 |", true)]
    [InlineData("@'\ntext", true)]
    [InlineData("1 + )", false)]
    public void An_open_statement_waits_for_its_end(string text, bool incomplete) =>
        Assert.Equal(incomplete, PromptLoop.IsIncomplete(text));
}

namespace MicroStatus.Module.Tests.Shell;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("-Nope")]
    [InlineData("-Command")]
    [InlineData("-File")]
    public async Task A_wrong_command_line_is_one_clear_line(string option)
    {
        var result = await ShellRun.ToEndAsync(option);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("microstatus -Help", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_says_what_the_engine_lacks()
    {
        var result = await ShellRun.ToEndAsync("-Help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no Select-Object", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_names_program_and_engine()
    {
        var result = await ShellRun.ToEndAsync("--version");

        Assert.Matches(@"^microstatus \d+\.\d+\.\d+ \(PowerShell engine 7\.6\.\d+\)\n$", result.Output);
    }

    [Fact]
    public async Task A_module_that_is_not_there_is_said_with_the_place()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MICROSTATUS_MODULE"] = "/nowhere" };

        var result = await ShellRun.ToEndAsync(input: null, ["-Command", "1"], environment);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/nowhere/MicroStatus.psd1", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_what_is_running(string signal)
    {
        using var run = ShellRun.Start(["-Command", "'ready'; try { while ($true) { } } finally { 'cleaned' }; 'after'"]);
        Assert.Equal("ready", await run.NextLineAsync());
        Assert.SkipWhen(signal == "INT" && run.IgnoresInterrupt, "The tests were started with SIGINT ignored.");

        run.Signal(signal);
        var result = await run.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("after", result.Output, StringComparison.Ordinal);
        Assert.Contains("Stopped.", result.Error, StringComparison.Ordinal);
    }
}

namespace MicroStatus.Module.Tests.Shell;

public sealed class FileModeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("microstatus-shell-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_script_gets_its_arguments_as_typed()
    {
        var script = Write("param([string] $Name, [switch] $Quiet, [int[]] $Ids) \"$Name|$Quiet|$Ids|$args\"");

        var result = await ShellRun.ToEndAsync("-File", script, "-Quiet", "-Name", "O'Brien; $(exit 9)", "-Ids", "7", "rest", "-5");

        Assert.Equal("O'Brien; $(exit 9)|True|7|rest -5\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0; 1/0", 0)]
    [InlineData("throw 'it'", 1)]
    [InlineData("if (1) {", 1)]
    [InlineData("Get-Nothing; 'after'", 0)]
    public async Task A_script_ends_with_the_exit_code_that_pwsh_gives_it(string text, int exitCode)
    {
        var result = await ShellRun.ToEndAsync(Write(text));

        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task An_error_in_a_script_names_file_and_line()
    {
        var result = await ShellRun.ToEndAsync("-File", Write("\n\nGet-Nothing"));

        Assert.StartsWith("script.ps1:3: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_one_clear_line()
    {
        var result = await ShellRun.ToEndAsync("-File", "/nowhere/script.ps1");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("microstatus: there is no script file '/nowhere/script.ps1'.\n", result.Error);
    }

    [Fact]
    public async Task A_script_on_standard_input_runs_as_a_whole()
    {
        var result = await ShellRun.ToEndAsync("function f {\n\n  'inside'\n}\nf\nexit 6\n", []);

        Assert.Equal("inside\n", result.Output);
        Assert.Equal(6, result.ExitCode);
    }

    private string Write(string text)
    {
        var path = Path.Join(_folder.FullName, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}

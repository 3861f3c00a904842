namespace MicroStatus.Module.Tests.Shell;

public sealed class CommandModeTests
{
    private const string Question =
        "function Test-Question { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() if ($PSCmdlet.ShouldProcess('it')) { 'done' } }; ";

    [Theory]
    [InlineData("1; 'two'", 0, "1\ntwo\n")]
    [InlineData("exit 3", 3, "")]
    [InlineData("function f { exit 4 }; f; 'after'", 4, "")]
    [InlineData("throw 'it'", 1, "")]
    [InlineData("Get-Nothing", 1, "")]
    [InlineData("Get-Nothing; 'after'", 0, "after\n")]
    [InlineData("'before'; Get-Nothing", 1, "before\n")]
    [InlineData("try { Get-Nothing } catch { 'caught' }", 0, "caught\n")]
    [InlineData("if (1) {", 1, "")]
    [InlineData("/bin/false", 1, "")]
    [InlineData(Question + "Test-Question -WhatIf", 0, "What if: Performing the operation \"Test-Question\" on target \"it\".\n")]
    [InlineData(Question + "Test-Question -Confirm:$false", 0, "done\n")]
    public async Task A_command_ends_with_the_exit_code_that_pwsh_gives_it(string command, int exitCode, string output)
    {
        var result = await ShellRun.ToEndAsync("-Command", command);

        Assert.Equal(output, result.Output);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task The_module_is_there_without_being_imported()
    {
        var result = await ShellRun.ToEndAsync("-Command", "(Get-Module).Name; (Get-Command -Module MicroStatus).Count -gt 0");

        Assert.Equal("MicroStatus\nTrue\n", result.Output);
    }

    [Fact]
    public async Task Words_after_the_command_belong_to_it()
    {
        var result = await ShellRun.ToEndAsync("-NoProfile", "-c", "1", "+", "1");

        Assert.Equal("2\n", result.Output);
    }

    [Fact]
    public async Task Errors_are_short_and_go_to_standard_error_with_their_id()
    {
        var result = await ShellRun.ToEndAsync("-Command", "'a'; Get-Module -Nope; 'b'");

        Assert.Equal("a\nb\n", result.Output);
        Assert.Contains("[NamedParameterNotFound]", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Warnings_and_details_go_to_standard_error_without_colours()
    {
        const string Command = "function f { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v'); 'o' }; f -Verbose";

        var result = await ShellRun.ToEndAsync("-Command", Command);

        Assert.Equal("o\n", result.Output);
        Assert.Equal("WARNING: w\nVERBOSE: v\n", result.Error);
    }

    [Fact]
    public async Task Redirected_tables_are_plain_and_as_wide_as_120_columns()
    {
        var result = await ShellRun.ToEndAsync("-Command", "[pscustomobject]@{ a = 'x' * 100; b = 'y' * 100 }");

        Assert.DoesNotContain('\e', result.Output);
        Assert.InRange(result.Output.Split('\n').Max(line => line.Length), 110, 120);
    }

    [Fact]
    public async Task Objects_of_another_kind_are_shown_in_their_own_view()
    {
        var result = await ShellRun.ToEndAsync("-Command", "Get-Module; Get-Command Get-Module; 'text'");

        Assert.Matches(@"(?s)ModuleType .*\nCommandType .*Cmdlet +Get-Module.*\ntext\n$", result.Output);
    }

    [Theory]
    [InlineData("exit 2")]
    [InlineData("throw 'it'")]
    public async Task What_was_emitted_is_shown_however_the_command_ends(string end)
    {
        var result = await ShellRun.ToEndAsync("-Command", "[pscustomobject]@{ Id = 7; Name = 'K812' }; " + end);

        Assert.Contains("7 K812", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_that_nobody_can_give_fails_at_once()
    {
        var result = await ShellRun.ToEndAsync("-NonInteractive", "-Command", Question + "Test-Question");

        Assert.Empty(result.Output);
        Assert.Contains("nobody can be asked", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_mandatory_parameter_is_an_error_and_no_wait()
    {
        var result = await ShellRun.ToEndAsync("-Command", "function f { param([Parameter(Mandatory)] $Name) }; f");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("[MissingMandatoryParameter]", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'")]
    [InlineData("@'\n")]
    [InlineData("$null.Foo()")]
    [InlineData("[int]'x'")]
    [InlineData("[regex]::new('(')")]
    [InlineData("[IO.File]::ReadAllText('/nowhere/at all')")]
    [InlineData("& { throw [IO.IOException]::new('full') }")]
    [InlineData("Import-Module /nowhere")]
    [InlineData("Get-Help -Nope")]
    [InlineData("function f { f }; f")]
    [InlineData("\u0000\u0001🔬$(`")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Nothing")]
    [InlineData("Where-Object { $_ } -Foo; 1 | ForEach-Object { $_.Nope() }")]
    public async Task Odd_input_never_shows_a_stack_trace(string command)
    {
        var result = await ShellRun.ToEndAsync(command, ["-Command", "-"]);

        Assert.InRange(result.ExitCode, 0, 1);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
    }
}

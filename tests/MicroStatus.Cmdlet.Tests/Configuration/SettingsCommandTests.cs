using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicroStatus.Configuration;

namespace MicroStatus.Cmdlet.Tests.Configuration;

public sealed class SettingsCommandTests : IDisposable
{
    private readonly SettingsBackend _backend = new();
    private readonly Runspace _runspace;

    public SettingsCommandTests()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Get-StatusSettings", typeof(GetStatusSettingsCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("New-StatusSettings", typeof(NewStatusSettingsCommand), helpFileName: null));
        state.Variables.Add(new SessionStateVariableEntry("MicroStatusBackend", _backend, ""));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public void All_settings_stream_out_when_no_name_is_given() =>
        Assert.Equal(["Rscm:Folder", "Rscm:QuietTime", "SLACK_TOKEN"], NamesFrom("Get-StatusSettings"), StringComparer.Ordinal);

    [Theory]
    [InlineData("Get-StatusSettings rscm:*", "Rscm:Folder,Rscm:QuietTime")]
    [InlineData("Get-StatusSettings -Name *Time, slack_token", "Rscm:QuietTime,SLACK_TOKEN")]
    [InlineData("'Rscm:Folder', '*TOKEN' | Get-StatusSettings", "Rscm:Folder,SLACK_TOKEN")]
    [InlineData("Get-StatusSettings Rscm:Folder | Get-StatusSettings", "Rscm:Folder")]
    [InlineData("Get-StatusSettings nothing:*", "")]
    public void Names_choose_settings(string script, string expected) => Assert.Equal(expected, string.Join(',', NamesFrom(script)));

    [Fact]
    public void A_name_that_is_none_is_an_error_and_the_others_are_shown()
    {
        using var shell = Run("Get-StatusSettings Rscm:Foldr, Rscm:Folder", out var output);
        Assert.Single(output);
        var error = Assert.Single(shell.Streams.Error);
        Assert.Equal("SettingNotFound,MicroStatus.Configuration.GetStatusSettingsCommand", error.FullyQualifiedErrorId);
        Assert.Equal("Rscm:Foldr", error.TargetObject);
    }

    [Fact]
    public void A_secret_is_shown_as_stars() => Assert.Equal("***", Output("(Get-StatusSettings SLACK_TOKEN).Value")[0].BaseObject);

    [Fact]
    public void A_secret_prints_as_stars_in_the_engine()
    {
        _runspace.SessionStateProxy.SetVariable("secret", new Secret("xoxb-1"));
        Assert.Equal("a *** b", Output("\"a $secret b\"")[0].BaseObject);
        Assert.Equal("***", Output("$secret.ToString()")[0].BaseObject);
    }

    [Fact]
    public void Settings_that_cannot_be_read_end_the_command()
    {
        _backend.Fault = new StatusException("SettingsInvalid", StatusErrorCategory.InvalidData, "Bad.", "Mend it.", "/lab/microstatus.json");
        var error = Assert.IsType<ErrorRecord>(Assert.Single(Output("try { Get-StatusSettings } catch { $_ }")).BaseObject);
        Assert.Equal("SettingsInvalid,MicroStatus.Configuration.GetStatusSettingsCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
    }

    [Fact]
    public void The_settings_file_may_be_named()
    {
        Output("Get-StatusSettings -SettingsPath /lab/other.json");
        Assert.All(_backend.Loaded, path => Assert.Equal("/lab/other.json", path));
    }

    [Fact]
    public void A_new_file_is_written_and_put_out()
    {
        var output = Assert.Single(Output("New-StatusSettings /lab/microstatus.json"));
        Assert.Equal("/lab/microstatus.json", Assert.IsType<FileInfo>(output.BaseObject).FullName);
        Assert.Equal(["/lab/microstatus.json"], _backend.Written);
    }

    [Fact]
    public void What_if_writes_nothing()
    {
        Assert.Empty(Output("New-StatusSettings /lab/microstatus.json -WhatIf"));
        Assert.Empty(_backend.Written);
    }

    [Fact]
    public void An_existing_file_is_an_error_and_the_next_one_is_written()
    {
        using var shell = Run("'/lab/a.json', '/lab/a.json', '/lab/b.json' | New-StatusSettings", out var output);
        Assert.Equal(2, output.Count);
        var error = Assert.Single(shell.Streams.Error);
        Assert.Equal("SettingsExists,MicroStatus.Configuration.NewStatusSettingsCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
    }

    [Fact]
    public void Force_replaces_an_existing_file() =>
        Assert.Equal(2, Output("'/lab/a.json', '/lab/a.json' | New-StatusSettings -Force").Count);

    private List<string> NamesFrom(string script) => [.. Output(script).Select(item => Assert.IsType<EffectiveSetting>(item.BaseObject).Name)];

    private List<PSObject> Output(string script)
    {
        using var shell = Run(script, out var output);
        Assert.Empty(shell.Streams.Error);
        return output;
    }

    private PowerShell Run(string script, out List<PSObject> output)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        output = [.. shell.Invoke()];
        return shell;
    }
}

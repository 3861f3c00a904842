using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Cmdlet.Tests.Demo;

public sealed class DemoLabCommandTests : IDisposable
{
    private readonly FakeDemoBackend _backend = new() { Configured = "/labs/a/microstatus.json" };
    private readonly Runspace _runspace;

    public DemoLabCommandTests()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("New-DemoLab", typeof(NewDemoLabCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Step-DemoLab", typeof(StepDemoLabCommand), null));
        state.Variables.Add(new SessionStateVariableEntry("MicroStatusBackend", _backend, ""));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public void A_new_lab_is_put_out_with_its_settings()
    {
        var lab = Assert.Single(Run("New-DemoLab /labs/a"));

        Assert.Equal("/labs/a/microstatus.json", lab.SettingsPath);
    }

    [Fact]
    public void A_relative_path_counts_from_the_sessions_location()
    {
        _runspace.SessionStateProxy.Path.SetLocation("/usr");

        Assert.Equal("/usr/a", Assert.Single(Run("New-DemoLab ./a")).Path);
    }

    [Fact]
    public void A_folder_in_use_is_an_error_unless_an_earlier_lab_is_to_be_replaced()
    {
        Run("New-DemoLab /labs/a");

        Assert.Equal("DemoLabExists,MicroStatus.Acquisition.NewDemoLabCommand", Error("New-DemoLab /labs/a"));
        Assert.Single(Run("New-DemoLab /labs/a -Force"));
    }

    [Fact]
    public void WhatIf_makes_no_lab_and_lets_no_time_pass()
    {
        Assert.Empty(Run("New-DemoLab /labs/a -WhatIf"));
        Assert.Equal("NotADemoLab,MicroStatus.Acquisition.StepDemoLabCommand", Error("Step-DemoLab /labs/a"));

        Run("New-DemoLab /labs/a");
        Assert.Empty(Run("Step-DemoLab /labs/a -WhatIf"));
        Assert.Equal(0, _backend.Find("/labs/a").Step);
    }

    [Theory]
    [InlineData("Step-DemoLab /labs/a")]
    [InlineData("Step-DemoLab -Path /labs/a")]
    [InlineData("Step-DemoLab -SettingsPath /labs/a/microstatus.json")]
    [InlineData("New-DemoLab /labs/a -Force | Step-DemoLab")]
    [InlineData("Step-DemoLab")]
    public void A_step_of_a_quarter_of_an_hour_follows_the_lab_however_it_is_named(string command)
    {
        Run("New-DemoLab /labs/a");

        var lab = Assert.Single(Run(command));

        Assert.Equal((1, new TimeOnly(18, 15)), (lab.Step, TimeOnly.FromTimeSpan(lab.Now.TimeOfDay)));
    }

    [Fact]
    public void Several_steps_put_out_the_lab_after_each()
    {
        Run("New-DemoLab /labs/a");

        Assert.Equal([1, 2, 3], Run("Step-DemoLab /labs/a -Minutes 5 -Count 3").Select(l => l.Step));
        Assert.Equal(15, _backend.Find("/labs/a").Now.Minute);
    }

    [Theory]
    [InlineData("Step-DemoLab /labs/a -Minutes 0")]
    [InlineData("Step-DemoLab /labs/a -Count 0")]
    public void A_step_of_no_time_is_refused(string command) =>
        Assert.Equal("ParameterArgumentValidationError,MicroStatus.Acquisition.StepDemoLabCommand", Error(command));

    [Fact]
    public void A_fault_is_set_before_time_passes_and_jobs_are_waited_for_before_each_step()
    {
        Run("New-DemoLab /labs/a");

        var lab = Run("Step-DemoLab /labs/a -Stage Stitching -Fault Fail -Name CE5* -Count 2")[^1];

        Assert.Equal(["fault", "wait", "step", "wait", "step"], _backend.Acts);
        Assert.Equal(new DemoFaultRule(StageKind.Stitching, DemoFault.Fail, "CE5*"), Assert.Single(lab.Faults));
        Assert.Empty(Assert.Single(Run("Step-DemoLab /labs/a -Fault None")).Faults);
    }

    [Fact]
    public void WhatIf_sets_no_fault()
    {
        Run("New-DemoLab /labs/a");
        Run("Step-DemoLab /labs/a -Stage Stitching -Fault Fail -WhatIf");

        Assert.Empty(_backend.Find("/labs/a").Faults);
    }

    [Theory]
    [InlineData("-Fault Fail", "DemoFaultWithoutStage")]
    [InlineData("-Stage Stitching -Fault Fail -Name KC34*", "DemoFaultNowhere")]
    [InlineData("-Stage Stitching -Fault Explode", "CannotConvertArgumentNoMessage")]
    [InlineData("-Stage Stitching", "MissingMandatoryParameter")]
    public void A_fault_that_cannot_be_played_is_refused_and_no_time_passes(string fault, string error)
    {
        Run("New-DemoLab /labs/a");

        Assert.Equal($"{error},MicroStatus.Acquisition.StepDemoLabCommand", Error($"Step-DemoLab /labs/a {fault}"));
        Assert.Equal(0, _backend.Find("/labs/a").Step);
    }

    [Theory]
    [InlineData("Step-DemoLab -Fault ", "Stall")]
    [InlineData("Step-DemoLab -Stage ", "Deconvolution")]
    [InlineData("Step-DemoLab -Name KC", "KC34_thymus")]
    public void What_a_person_would_type_is_completed(string line, string offered)
    {
        using var shell = PowerShell.Create(_runspace);
        var offers = CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText);

        Assert.Contains(offered, offers);
    }

    private List<DemoLab> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        return [.. shell.AddScript(script).Invoke<DemoLab>()];
    }

    private string Error(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Invoke();
        return Assert.Single(shell.Streams.Error).FullyQualifiedErrorId;
    }
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Runs script in an engine that knows the given cmdlet classes and finds the outside world in a session variable.</summary>
/// <remarks>The engine package has the language and the core cmdlets only: no Select-Object, Sort-Object or ConvertTo-Json.</remarks>
public sealed class CmdletRunner : IDisposable
{
    private readonly Runspace _runspace;
    private int _questionsSeen;

    public CmdletRunner(IBackend backend, params Type[] cmdlets)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseNewThread;
        foreach (var type in cmdlets)
        {
            var attribute = type.GetCustomAttribute<CmdletAttribute>()
                ?? throw new ArgumentException($"{type} is no cmdlet.", nameof(cmdlets));
            state.Commands.Add(new SessionStateCmdletEntry($"{attribute.VerbName}-{attribute.NounName}", type, helpFileName: null));
        }

        state.Variables.Add(new SessionStateVariableEntry("MicroStatusBackend", backend, description: null));
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
    }

    /// <summary>Answers the prompts of <c>-Confirm</c> and of high-impact cmdlets.</summary>
    public FakeHost Host { get; } = new();

    /// <summary>Gives the session a variable, for use in scripts.</summary>
    public CmdletRunner With(string name, object? value)
    {
        _runspace.SessionStateProxy.SetVariable(name, value);
        return this;
    }

    /// <summary>Runs script to its end, or to its terminating error, and returns everything it said.</summary>
    /// <param name="script">Any script.</param>
    /// <param name="input">Objects for the pipeline's start.</param>
    public CmdletResult Run(string script, params object[] input)
    {
        using var shell = Start(script);
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(input, output);
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        return Result(shell, output, terminating);
    }

    /// <summary>A pipeline ready to be started by a test that stops it or watches it.</summary>
    /// <param name="script">Any script.</param>
    public PowerShell Start(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();

    private CmdletResult Result(PowerShell shell, PSDataCollection<PSObject> output, ErrorRecord? terminating)
    {
        var questions = Host.Questions.Skip(_questionsSeen).ToArray();
        _questionsSeen += questions.Length;
        return new CmdletResult
        {
            Output = [.. output],
            Errors = [.. shell.Streams.Error],
            Terminating = terminating,
            Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
            Progress = [.. shell.Streams.Progress],
            Questions = questions,
        };
    }
}

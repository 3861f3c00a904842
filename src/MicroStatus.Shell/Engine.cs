using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicroStatus.Shell.Host;

namespace MicroStatus.Shell;

/// <summary>The PowerShell engine with the module loaded: runs one pipeline after the other and shows what comes.</summary>
internal sealed class Engine : IDisposable
{
    private const string OutShell = "Out-Shell";

    private readonly Terminal _terminal;
    private readonly StopSignal _stop;
    private readonly ShellHost _host;
    private readonly Runspace _runspace;

    /// <summary>Starts the engine.</summary>
    /// <param name="manifest">The module's manifest.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="interactive">A person can be asked.</param>
    /// <param name="stop">Stops what is running.</param>
    /// <exception cref="RuntimeException">The module cannot be imported.</exception>
    public Engine(string manifest, Terminal terminal, bool interactive, StopSignal stop)
    {
        _terminal = terminal;
        _stop = stop;
        _host = new ShellHost(new ShellUserInterface(terminal, interactive, stop));
        if (terminal.PlainText)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.Commands.Add(new SessionStateCmdletEntry(OutShell, typeof(OutShellCommand), helpFileName: null));
        state.ImportPSModule(manifest);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>The code that <c>exit</c> asked for, or null while nobody has.</summary>
    public int? ExitCode => _host.ExitCode;

    /// <summary>Runs script text.</summary>
    /// <param name="text">The text; remembered in the session's history.</param>
    /// <returns>Whether its last statement succeeded, and no error ended it.</returns>
    public bool RunText(string text)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(text, useLocalScope: false);
        return Run(shell) && LastStatementSucceeded();
    }

    /// <summary>Runs a script file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The number it gave to <c>exit</c>; 1 when an error ended it, else 0.</returns>
    public int RunFile(string path, IReadOnlyList<string> arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(ScriptArguments.ToScript(path, arguments), useLocalScope: false);
        if (!Run(shell))
        {
            return 1;
        }

        // To a caller, exit in a file is a failed statement that leaves its number here.
        return LastStatementSucceeded() ? 0 : _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private bool Run(PowerShell shell)
    {
        shell.AddCommand(OutShell);
        shell.Streams.Error.DataAdded += ShowError;
        using var registration = _stop.Token.Register(() => shell.BeginStop(callback: null, state: null));
        try
        {
            // Of what is not in the history the engine hides $?, too.
            shell.Invoke(input: null, new PSInvocationSettings { AddToHistory = true });
            return shell.InvocationStateInfo.State != PSInvocationState.Stopped || SayStopped();
        }
        catch (PipelineStoppedException)
        {
            return SayStopped();
        }
        catch (RuntimeException e)
        {
            Show(e.ErrorRecord);
            return false;
        }
        finally
        {
            _terminal.EndProgress();
        }
    }

    private bool SayStopped()
    {
        // Behind the ^C that the terminal shows.
        _terminal.WriteError(Environment.NewLine + "Stopped.");
        return false;
    }

    private bool LastStatementSucceeded()
    {
        using var shell = PowerShell.Create(_runspace);
        return shell.AddScript("$global:?").Invoke<bool>() is [true];
    }

    private void ShowError(object? sender, DataAddedEventArgs e) => Show(((PSDataCollection<ErrorRecord>)sender!)[e.Index]);

    private void Show(ErrorRecord record)
    {
        foreach (var line in ErrorText.Of(record))
        {
            _terminal.WriteError(line, AnsiColour.Red);
        }
    }
}

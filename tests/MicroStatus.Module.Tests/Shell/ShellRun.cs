using System.Diagnostics;
using MicroStatus.Module.Tests.Staged;

namespace MicroStatus.Module.Tests.Shell;

/// <summary>The shell in a process of its own, as a person or a script starts it.</summary>
internal sealed class ShellRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ShellRun(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the shell to its end.</summary>
    public static Task<ShellResult> ToEndAsync(params string[] arguments) => ToEndAsync(input: null, arguments);

    /// <summary>Runs the shell to its end with a text on standard input.</summary>
    public static async Task<ShellResult> ToEndAsync(string? input, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var run = Start(arguments, environment);
        if (input is not null)
        {
            await run._process.StandardInput.WriteAsync(input);
        }

        run._process.StandardInput.Close();
        return await run.EndAsync();
    }

    /// <summary>Starts the shell; its standard input stays open.</summary>
    public static ShellRun Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(StagedModule.Shell, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new ShellRun(Process.Start(start)!);
    }

    /// <summary>Waits for the next line of output.</summary>
    public async Task<string?> NextLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Sends a signal, as a terminal or a service manager does.</summary>
    /// <param name="signal">For example INT.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends it at once by SIGKILL, if it has not ended by itself.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT was set to be ignored by whoever started the tests, as a shell does for background jobs.</summary>
    public bool IgnoresInterrupt
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(text => text.StartsWith("SigIgn:", StringComparison.Ordinal));
            return (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;
        }
    }

    /// <summary>Sends the line that the commands wait for, and waits for their end.</summary>
    public async Task<ShellResult> GoAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        return await EndAsync();
    }

    /// <summary>Its number.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Waits for the end.</summary>
    public async Task<ShellResult> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        var error = await _error.WaitAsync(Patience);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return new ShellResult(_process.ExitCode, output, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

/// <summary>What a run of the shell left.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error);

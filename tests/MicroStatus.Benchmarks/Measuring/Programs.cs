using System.Diagnostics;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>What one run of a program gave.</summary>
/// <param name="Wall">From its start to its end.</param>
/// <param name="Output">Its standard output.</param>
internal sealed record ProgramRun(TimeSpan Wall, string Output);

/// <summary>Runs programs as a person would, and measures them whole.</summary>
internal static class Programs
{
    /// <summary>The engine with the staged module.</summary>
    public static string Shell => Path.Join(Root, "out", "shell", "microstatus");

    /// <summary>The staged module.</summary>
    public static string Module => Path.Join(Root, "out", "MicroStatus");

    private static string Root { get; } = FindRoot();

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Further variables of its environment.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ProgramRun Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = watch.Elapsed;
        return process.ExitCode == 0
            ? new ProgramRun(wall, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }

    /// <summary>Runs a script in a fresh engine with the module.</summary>
    /// <param name="script">The script.</param>
    /// <param name="environment">Further variables of its environment.</param>
    /// <returns>What it gave.</returns>
    public static ProgramRun RunScript(string script, IReadOnlyDictionary<string, string> environment) => Run(Shell, ["-Command", script], environment);

    /// <summary>Whether a program is on PATH.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Join(folder, name)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "MicroStatus.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run this from a source tree that was built.");
    }
}

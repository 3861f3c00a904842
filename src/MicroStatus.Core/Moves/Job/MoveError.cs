using System.Globalization;

namespace MicroStatus.Moves.Job;

/// <summary>What an error marker says.</summary>
/// <param name="Reason">A sentence for people.</param>
/// <param name="ExitCode">The exit code, or null when the marker is not one of our scripts'.</param>
/// <param name="RunId">The run, or null when the marker is not one of our scripts'.</param>
public sealed record MoveError(string Reason, MoveExitCode? ExitCode, string? RunId)
{
    private const string CodeHead = "exit code: ";
    private const string RunHead = "run: ";

    /// <summary>Reads a marker: the reason, <c>exit code: 26</c> and <c>run: …</c>, a line each. A marker of the web page is all reason.</summary>
    /// <param name="text">The marker's content.</param>
    /// <returns>What it says.</returns>
    public static MoveError Read(string text) =>
        text.TrimEnd('\n').Split('\n') is [var reason, var code, var run]
        && code.StartsWith(CodeHead, StringComparison.Ordinal)
        && int.TryParse(code.AsSpan(CodeHead.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && run.StartsWith(RunHead, StringComparison.Ordinal)
            ? new MoveError(reason, (MoveExitCode)number, run[RunHead.Length..])
            : new MoveError(text.Trim(), ExitCode: null, RunId: null);
}

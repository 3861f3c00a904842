using MicroStatus.Configuration;

namespace MicroStatus.Processing.Commands;

/// <summary>The files of one run of a command, below the folder of the settings. Pure.</summary>
/// <param name="Script">Its script; never rewritten.</param>
/// <param name="Log">What it writes.</param>
/// <param name="Claim">The folder that says that it was begun.</param>
/// <param name="Result">The file that holds its exit code.</param>
public sealed record CommandFiles(string Script, string Log, string Claim, string Result)
{
    /// <summary>The folders that they lie in, below the one of the settings.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["scripts", "logs", "results"];

    /// <summary>The files of a run.</summary>
    /// <param name="settings">The folder.</param>
    /// <param name="runId">The run.</param>
    /// <returns>Their paths.</returns>
    public static CommandFiles Of(ProcessingSettings settings, string runId) => new(
        Path.Join(settings.Folder, Folders[0], runId + ".sh"),
        Path.Join(settings.Folder, Folders[1], runId + ".log"),
        Path.Join(settings.Folder, Folders[2], runId + ".begun"),
        Path.Join(settings.Folder, Folders[2], runId + ".exit"));
}

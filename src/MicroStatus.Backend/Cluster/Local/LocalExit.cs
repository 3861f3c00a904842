using System.Globalization;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>How a job's script ended, as its watcher noted it.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Ended">When, in seconds.</param>
internal sealed record LocalExit(int Code, long Ended)
{
    /// <summary>Reads a note.</summary>
    /// <param name="text">For example <c>0 1795392363</c>.</param>
    /// <returns>The end, or null when the text is something else.</returns>
    public static LocalExit? From(string? text) =>
        text?.Trim().Split(' ') is [var code, var ended]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(ended, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new LocalExit(number, seconds)
            : null;
}

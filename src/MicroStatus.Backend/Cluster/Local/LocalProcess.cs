using System.Globalization;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>The process that watches over a job, as it noted itself.</summary>
/// <param name="Id">Its number, which is that of its session, too.</param>
/// <param name="Start">Boot and moment in it: what tells it from a later process of that number.</param>
/// <param name="Started">When it began, in seconds.</param>
/// <param name="Host">The machine.</param>
internal sealed record LocalProcess(int Id, string Start, long Started, string Host)
{
    /// <summary>Reads a note.</summary>
    /// <param name="text">For example <c>4711 5f3c…:12345 1795392363 login1</c>.</param>
    /// <returns>The process, or null when the text is something else.</returns>
    public static LocalProcess? From(string? text) =>
        text?.Trim().Split(' ') is [var id, { Length: > 0 } start, var started, { Length: > 0 } host]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 1
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new LocalProcess(number, start, seconds, host)
            : null;
}

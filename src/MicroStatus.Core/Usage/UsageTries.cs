using System.Globalization;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Usage;

/// <summary>How often and when a dataset's report was tried, in a note of our own: pauses between tries grow (lab.md §11).</summary>
/// <param name="settings">The pauses.</param>
/// <param name="database">The notes.</param>
/// <param name="gate">Every note passes there.</param>
public sealed class UsageTries(UsageSettings settings, IDatasetDatabase database, IActGate gate)
{
    // From there on the longest pause holds in any case, and nothing overflows.
    private const int MostDoublings = 20;

    /// <summary>The pause after a number of tries that failed.</summary>
    /// <param name="settings">The pauses.</param>
    /// <param name="tries">How many failed, from 1.</param>
    /// <returns>The pause.</returns>
    public static TimeSpan PauseAfter(UsageSettings settings, int tries)
    {
        var pause = settings.RetryPause * Math.Pow(2, Math.Clamp(tries - 1, 0, MostDoublings));
        return pause < settings.LongestRetryPause ? pause : settings.LongestRetryPause;
    }

    /// <summary>Whether a report may be tried now.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="now">The moment.</param>
    /// <returns>True when its pause is over.</returns>
    public bool IsDue(long id, DateTimeOffset now) =>
        Read(id) is not { } tried || now - tried.Last >= PauseAfter(settings, tried.Tries) || now < tried.Last;

    /// <summary>A try begins.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="now">The moment.</param>
    public void NoteTry(long id, DateTimeOffset now)
    {
        var tries = (Read(id)?.Tries ?? 0) + 1;
        Write(id, string.Create(CultureInfo.InvariantCulture, $"{tries} {now.ToUniversalTime():O}"));
    }

    /// <summary>The report has arrived.</summary>
    /// <param name="id">The dataset.</param>
    public void Forget(long id) => Write(id, null);

    private (int Tries, DateTimeOffset Last)? Read(long id) =>
        database.ReadNote(NoteOf(id))?.Split(' ') is [var tries, var last]
        && int.TryParse(tries, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateTimeOffset.TryParse(last, CultureInfo.InvariantCulture, out var moment)
            ? (number, moment)
            : null;

    private void Write(long id, string? text) => gate.WriteOwn((own, lease) => own.WriteNote(NoteOf(id), text, lease));

    private static string NoteOf(long id) => FormattableString.Invariant($"usage/tries/{id:D5}");
}

using System.Globalization;

namespace MicroStatus.Moves.Job;

/// <summary>One line of a move's journal (file <see cref="MoveWork.Journal"/>): <c>yyyy-MM-ddTHH:mm:ssZ run step words</c>.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="RunId">The run.</param>
/// <param name="Step">The step: <c>started</c> (host, process), <c>copying</c>, <c>manifest</c> (proof, entries, bytes; made while it
/// copies, so that it may come after the next ones), <c>copied</c>, <c>proving</c>, <c>proven</c>, <c>unchanged</c>, <c>placing</c> (number of the destination, inode), <c>placed</c> (number), <c>reopened</c>,
/// <c>trashing</c> (inode), <c>restored</c>, <c>trashed</c>, <c>done</c>, <c>failed</c> (exit code).</param>
/// <param name="Words">What belongs to the step.</param>
public sealed record MoveJournalLine(DateTimeOffset Time, string RunId, string Step, IReadOnlyList<string> Words)
{
    /// <summary>Reads a journal.</summary>
    /// <param name="text">Its content.</param>
    /// <returns>Its lines; one that a crash has torn is left out.</returns>
    public static IReadOnlyList<MoveJournalLine> Read(string text) =>
        [.. text.Split('\n').SkipLast(1).Select(ReadLine).OfType<MoveJournalLine>()];

    private static MoveJournalLine? ReadLine(string line) =>
        line.Split(' ') is [var time, var run, var step, .. var words]
        && DateTimeOffset.TryParseExact(
            time, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            ? new MoveJournalLine(when, run, step, words)
            : null;
}

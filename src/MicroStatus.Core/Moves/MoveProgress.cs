using System.Globalization;
using MicroStatus.Moves.Job;

namespace MicroStatus.Moves;

/// <summary>How far the present run of a move is, as its work folder shows it. Never stored.</summary>
public sealed record MoveProgress
{
    private static readonly HashSet<string> AfterCopy = new(
        ["copied", "proving", "proven", "unchanged", "placing", "placed", "trashing", "trashed", "restored", "done"], StringComparer.Ordinal);

    /// <summary>The step that the run has come to, a word of its journal: see <see cref="MoveJournalLine"/>.</summary>
    public required string Step { get; init; }

    /// <summary>Bytes copied: while it copies, by this run; after that, all. Null when it is not known.</summary>
    public long? BytesDone { get; init; }

    /// <summary>Bytes to copy: while it copies, by this run, as far as it has looked; otherwise the dataset's. Null when it is not known.</summary>
    public long? BytesTotal { get; init; }

    /// <summary>Bytes a second; null when it does not copy.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Time left for copying; null when it is not known. Proving comes after that.</summary>
    public TimeSpan? Eta { get; init; }

    /// <summary>When the run last showed that it lives; null when it never did.</summary>
    public DateTimeOffset? Heartbeat { get; init; }

    /// <summary>Share of the bytes that is copied, in percent, 0–100, one decimal; null when it is not known.</summary>
    public double? Percent => BytesDone is { } done && BytesTotal is { } total
        ? total == 0 ? 100 : Math.Round(Math.Clamp(100.0 * done / total, 0, 100), 1)
        : null;

    /// <summary>Concludes from what a run has left. Pure.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="journal">The move's journal, or its end.</param>
    /// <param name="copy">The newest line of the copy's log, or null.</param>
    /// <param name="heartbeat">When the run last showed that it lives.</param>
    /// <returns>How far it is; null when the run has not begun.</returns>
    public static MoveProgress? Of(string runId, IReadOnlyList<MoveJournalLine> journal, CopyStats? copy, DateTimeOffset? heartbeat)
    {
        MoveJournalLine? last = null;
        var copies = false;
        foreach (var line in journal.Where(line => line.RunId == runId))
        {
            copies |= line.Step == "copying";
            last = copies && line.Step == "manifest" ? last : line; // made beside the copy, which it says nothing about
        }

        if (last is null)
        {
            return null;
        }

        var progress = new MoveProgress { Step = last.Step, Heartbeat = heartbeat, BytesTotal = SizeOf(journal) };
        return last.Step switch
        {
            "copying" when copy is not null => progress with { BytesDone = copy.BytesDone, BytesTotal = copy.BytesTotal, BytesPerSecond = copy.BytesPerSecond, Eta = copy.Eta },
            _ when AfterCopy.Contains(last.Step) => progress with { BytesDone = progress.BytesTotal },
            _ => progress,
        };
    }

    // The manifest may have been made by an earlier run.
    private static long? SizeOf(IReadOnlyList<MoveJournalLine> journal) =>
        journal.LastOrDefault(line => line.Step == "manifest")?.Words is [_, _, var bytes, ..] && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;
}

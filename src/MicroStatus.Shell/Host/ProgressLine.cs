using System.Globalization;
using System.Management.Automation;

namespace MicroStatus.Shell.Host;

/// <summary>One line of progress, updated in place at most five times a second, and gone when the activity has completed.</summary>
/// <param name="time">The machine's clock.</param>
internal sealed class ProgressLine(TimeProvider time)
{
    private const string ToLineStartAndErase = "\r\e[K";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly List<ProgressRecord> _open = [];
    private long? _lastShown;
    private bool _visible;

    /// <summary>Shows a record, or takes away the line of a completed one.</summary>
    /// <param name="record">The record.</param>
    /// <param name="writer">Where the line stands.</param>
    /// <param name="width">Columns.</param>
    public void Show(ProgressRecord record, TextWriter writer, int width)
    {
        _open.RemoveAll(open => open.ActivityId == record.ActivityId);
        if (record.RecordType == ProgressRecordType.Completed)
        {
            _open.RemoveAll(open => open.ParentActivityId == record.ActivityId);
            if (_open.Count == 0)
            {
                End(writer);
            }

            return;
        }

        _open.Add(record);
        if (_lastShown is { } last && time.GetElapsedTime(last) < Interval)
        {
            return;
        }

        _lastShown = time.GetTimestamp();
        _visible = true;

        // One column is left free: a full line would wrap, and could not be erased.
        writer.Write(ToLineStartAndErase + Render(_open, Math.Max(10, width - 1)));
        writer.Flush();
    }

    /// <summary>Takes the line away to make room; the next record shows it again.</summary>
    /// <param name="writer">Where the line stands.</param>
    public void Erase(TextWriter writer)
    {
        if (_visible)
        {
            writer.Write(ToLineStartAndErase);
            writer.Flush();
            _visible = false;
            _lastShown = null;
        }
    }

    /// <summary>Takes the line away and forgets what was under way.</summary>
    /// <param name="writer">Where the line stands.</param>
    public void End(TextWriter writer)
    {
        Erase(writer);
        _open.Clear();
        _lastShown = null;
    }

    /// <summary>The line for what is under way, the outermost activity first.</summary>
    /// <param name="open">Activities that have not completed.</param>
    /// <param name="width">Columns there are.</param>
    /// <returns>The line, shortened to the width.</returns>
    internal static string Render(IReadOnlyList<ProgressRecord> open, int width)
    {
        var line = string.Join(" › ", open.OrderBy(record => record.ParentActivityId >= 0 ? 1 : 0).Select(Describe));
        line = string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= width ? line : string.Concat(line.AsSpan(0, width - 1), "…");
    }

    private static string Describe(ProgressRecord record)
    {
        var percent = record.PercentComplete is >= 0 and <= 100
            ? record.PercentComplete.ToString(CultureInfo.InvariantCulture).PadLeft(3) + " % "
            : string.Empty;
        var operation = string.IsNullOrWhiteSpace(record.CurrentOperation) ? string.Empty : " · " + record.CurrentOperation;
        var rest = record.SecondsRemaining > 0
            ? $" · {TimeSpan.FromSeconds(record.SecondsRemaining).ToString("g", CultureInfo.InvariantCulture)} left"
            : string.Empty;
        return $"{percent}{record.Activity}: {record.StatusDescription}{operation}{rest}";
    }
}

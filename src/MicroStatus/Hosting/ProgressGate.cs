using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>Lets at most five progress records a second through for each activity, and always the first and the completed one.</summary>
/// <param name="time">The machine's clock.</param>
internal sealed class ProgressGate(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<int, long> _shown = [];
    private readonly Lock _gate = new();

    /// <summary>Whether a record is due.</summary>
    /// <param name="record">The record.</param>
    /// <returns>False when another one of its activity was let through a moment ago.</returns>
    public bool LetsThrough(ProgressRecord record)
    {
        lock (_gate)
        {
            if (record.RecordType == ProgressRecordType.Completed)
            {
                _shown.Remove(record.ActivityId);
                return true;
            }

            if (_shown.TryGetValue(record.ActivityId, out var last) && time.GetElapsedTime(last) < Interval)
            {
                return false;
            }

            _shown[record.ActivityId] = time.GetTimestamp();
            return true;
        }
    }
}

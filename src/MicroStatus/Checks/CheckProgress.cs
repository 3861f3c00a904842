using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace MicroStatus.Checks;

/// <summary>Shows a check's progress, at most five times a second, and reports failures as they happen.</summary>
/// <param name="show">Shows a progress record.</param>
/// <param name="report">Reports a failed item.</param>
internal sealed class CheckProgress(Action<ProgressRecord> show, Action<Exception, object?> report) : ICheckObserver, IDisposable
{
    private const int ActivityId = 4711;
    private const string Activity = "Checking the lab";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private bool _isShown;

    /// <inheritdoc/>
    public void Progress(CheckStep step, int done, int total, string? item)
    {
        if (_sinceShown.Elapsed < Pause)
        {
            return;
        }

        _sinceShown.Restart();
        _isShown = true;
        show(new ProgressRecord(ActivityId, Activity, string.Create(CultureInfo.InvariantCulture, $"{step}: {done} of {total}"))
        {
            CurrentOperation = item,
            PercentComplete = total == 0 ? 100 : done * 100 / total,
        });
    }

    /// <inheritdoc/>
    public void Failed(CheckProblem problem) =>
        report(
            problem.Cause as StatusException
                ?? new StatusException("DatasetCheckFailed", StatusErrorCategory.Failure, problem.Text, target: problem.Path, inner: problem.Cause),
            problem.Path);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isShown)
        {
            show(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}

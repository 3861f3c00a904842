using System.Globalization;
using System.Management.Automation;
using MicroStatus.Checks;

namespace MicroStatus.Acquisition;

/// <summary>Shows an import's progress, and reports failures as they happen.</summary>
/// <param name="show">Shows a progress record, at most five times a second.</param>
/// <param name="report">Reports a failed item.</param>
internal sealed class ImportProgress(Action<ProgressRecord> show, Action<Exception, object?> report) : ICheckObserver, IDisposable
{
    private const int ActivityId = 4712;
    private const string Activity = "Importing datasets";

    private bool _isShown;

    /// <inheritdoc/>
    public void Progress(CheckStep step, int done, int total, string? item)
    {
        // How much there is to be searched is not known before it is.
        var status = total == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Searching: {done} folders")
            : string.Create(CultureInfo.InvariantCulture, $"Registering: {done} of {total}");
        _isShown = true;
        show(new ProgressRecord(ActivityId, Activity, status) { CurrentOperation = item, PercentComplete = total == 0 ? -1 : done * 100 / total });
    }

    /// <inheritdoc/>
    public void Failed(CheckProblem problem) =>
        report(
            problem.Cause as StatusException
                ?? new StatusException("DatasetImportFailed", StatusErrorCategory.Failure, problem.Text, target: problem.Path, inner: problem.Cause),
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

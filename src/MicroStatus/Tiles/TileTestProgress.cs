using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace MicroStatus.Tiles;

/// <summary>Shows how far a test of tiles is, and when it may end; and reports what could not be looked at.</summary>
/// <param name="name">The dataset.</param>
/// <param name="show">Shows a progress record.</param>
/// <param name="report">Reports a failure.</param>
internal sealed class TileTestProgress(string name, Action<ProgressRecord> show, Action<Exception, object?> report) : ITileTestListener, IDisposable
{
    private const int ActivityId = 4713;
    private const double LeastShare = 0.01;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly string _activity = $"Testing the tiles of {name}";

    /// <summary>Something could not be looked at.</summary>
    public bool HasFailed { get; private set; }

    /// <inheritdoc/>
    public void Progress(int done, int total, double share) => show(
        new ProgressRecord(ActivityId, _activity, string.Create(CultureInfo.InvariantCulture, $"{done} of {total} files"))
        {
            PercentComplete = (int)(share * 100),
            SecondsRemaining = share < LeastShare ? -1 : (int)(_since.Elapsed.TotalSeconds * (1 - share) / share),
        });

    /// <inheritdoc/>
    public void Failed(string path, Exception fault)
    {
        HasFailed = true;
        report(
            new StatusException(
                "TileNotReadable",
                fault is UnauthorizedAccessException ? StatusErrorCategory.Permission : StatusErrorCategory.Failure,
                $"'{path}' could not be looked at: {fault.Message}",
                "Look whether its store is mounted, and who may read it.",
                path,
                fault),
            path);
    }

    /// <inheritdoc/>
    public void Dispose() => show(new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
}

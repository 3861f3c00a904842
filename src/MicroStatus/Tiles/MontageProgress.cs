using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace MicroStatus.Tiles;

/// <summary>Shows how far a montage is, and when it may be there.</summary>
/// <param name="name">The dataset.</param>
/// <param name="show">Shows a progress record.</param>
internal sealed class MontageProgress(string name, Action<ProgressRecord> show) : IProgress<double>, IDisposable
{
    private const int ActivityId = 4714;
    private const double LeastShare = 0.01;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly string _activity = $"Making the montage of {name}";

    /// <inheritdoc/>
    public void Report(double value) => show(
        new ProgressRecord(ActivityId, _activity, string.Create(CultureInfo.InvariantCulture, $"{value * 100:0} % of the tiles are read"))
        {
            PercentComplete = (int)(value * 100),
            SecondsRemaining = value < LeastShare ? -1 : (int)(_since.Elapsed.TotalSeconds * (1 - value) / value),
        });

    /// <inheritdoc/>
    public void Dispose() => show(new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
}

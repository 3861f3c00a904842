using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Shows how far moves are that are waited for.</summary>
/// <param name="show">Shows a progress record.</param>
/// <param name="activity">What is waited for.</param>
internal sealed class MoveWaitProgress(Action<ProgressRecord> show, string activity = "Moving datasets to Hive") : IDisposable
{
    private const int ActivityId = 4712;

    private bool _isShown;

    /// <summary>Shows.</summary>
    /// <param name="all">How many moves are waited for in all.</param>
    /// <param name="underWay">Those under way.</param>
    public void Show(int all, IReadOnlyList<FollowedMove> underWay)
    {
        var over = all - underWay.Count;
        var share = (over + underWay.Sum(one => (one.Move?.Progress?.Percent ?? 0) / 100)) / all;
        _isShown = true;
        show(new ProgressRecord(ActivityId, activity, string.Create(CultureInfo.InvariantCulture, $"{over} of {all} ended"))
        {
            PercentComplete = (int)(share * 100),
            SecondsRemaining = underWay is [{ Move.Progress.Eta: { } eta }] ? (int)eta.TotalSeconds : -1,
            CurrentOperation = string.Join("; ", underWay.Select(Text)),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isShown)
        {
            show(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static string Text(FollowedMove one)
    {
        var progress = one.Move?.Progress;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DisplayText.Of(one.Name)}: {progress?.Step ?? one.Move?.State.ToString().ToLowerInvariant() ?? "not recorded yet"}{(progress?.Percent is { } percent ? $" {percent:0.#} %" : string.Empty)}{(progress?.BytesPerSecond is { } speed ? $", {ByteText.Of(speed)}/s" : string.Empty)}");
    }
}

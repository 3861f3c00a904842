using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Usage;

/// <summary>One look of a check at whose microscope time is to be reported (lab.md §11). Each dataset is isolated; while the scheduler is away, one try a check
/// is enough.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
/// <param name="stopwatch">Measures how long the round takes.</param>
public sealed class UsageRound(UsageTools tools, DateTimeOffset? since, TimeProvider stopwatch)
{
    private readonly UsageReporter _reporter = new(tools);
    private readonly UsageTries _tries = new(tools.Settings.Usage, tools.Database, tools.Gate);
    private IUsageScheduler? _scheduler;
    private string? _isOver;

    /// <summary>Looks, and reports what is due.</summary>
    /// <param name="written">Hears of what was written, or would be.</param>
    /// <param name="told">Hears of what a person should know, in a sentence.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at.</param>
    /// <param name="cancellationToken">Stops between two datasets, or waits for the scheduler.</param>
    /// <returns>Null, or a sentence why not everything was reported that is due.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<string?> RunAsync(
        Action<AppliedChange> written, Action<Dataset, string> told, Action<Dataset, Exception> failed, CancellationToken cancellationToken)
    {
        var begun = stopwatch.GetTimestamp();
        foreach (var row in Find(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isOver is null && stopwatch.GetElapsedTime(begun) >= tools.Settings.Usage.MostTime)
            {
                _isOver = "The rest goes on at the next check.";
            }

            try
            {
                await ReportAsync(row, written, told, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                failed(row, e);
            }
        }

        return _isOver;
    }

    private List<Dataset> Find(CancellationToken cancellationToken)
    {
        var whereabouts = new DatasetWhereabouts(tools.Settings, tools.Files, tools.Database);
        return
        [
            .. tools.Database
                .FindDatasets(new DatasetFilter { ImagingStatuses = [ImagingStatus.Finished], UsageReported = false }, cancellationToken)
                .Where(row => UsageRules.IsWanted(row, whereabouts.Paths(row).IsDemo, since)),
        ];
    }

    private async Task ReportAsync(Dataset row, Action<AppliedChange> written, Action<Dataset, string> told, CancellationToken cancellationToken)
    {
        var plan = _reporter.Plan(row);
        if (plan.Report is not { } report)
        {
            if (new UsageFailures(tools, told).Announce(row, plan.Missing) is { } announced)
            {
                written(announced);
            }

            return;
        }

        if (!tools.Gate.MayAct())
        {
            written(_reporter.Preview(row, report));
            return;
        }

        if (_isOver is null && _tries.IsDue(row.Id, tools.Now) && Open() is { } scheduler)
        {
            var reply = await _reporter.PostAsync(row, report, scheduler, null, written, told, cancellationToken).ConfigureAwait(false);
            if (reply is { IsAccepted: false })
            {
                told(row, $"{row.Name}: its microscope time was not reported. {reply.Reason}");
                _isOver = reply.ConcernsAll ? $"{reply.Reason} The rest goes on at the next check." : null;
            }
        }
    }

    // What no dataset can help is for the log alone (lab.md §11).
    private IUsageScheduler? Open()
    {
        try
        {
            return _scheduler ??= tools.Ports.OpenScheduler();
        }
        catch (StatusException e) when (e.ErrorId == "UsageNotConfigured")
        {
            _isOver = e.Message;
            tools.Log.Warning(e.Message);
            return null;
        }
    }
}

using System.Diagnostics;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>The status check: an ordered list of steps, run under a lease, giving one report.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
public sealed class StatusCheck(IBackend backend, StatusSettings settings)
{
    private static readonly IReadOnlyList<ICheckStep> AvailableSteps =
    [
        new StorageStep(), new AcquisitionStep(), new TilesStep(), new ProcessingStep(), new MovesStep(), new TrashStep(), new UsageStep(), new AnalysisStep(),
        new BackupStep(), new SummaryStep(), new MessagesStep(),
    ];

    /// <summary>Runs a check.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="observer">Hears of progress and failures.</param>
    /// <param name="cancellationToken">Stops it between two datasets; what was decided before is written.</param>
    /// <returns>The report.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>: another check runs. <c>CheckHostOther</c>: checks run on another node.
    /// <c>LeaseLost</c>: another process has taken over. Database errors as documented at <see cref="IDatabaseFiles.Open"/>.</exception>
    public async Task<StatusCheckReport> RunAsync(StatusCheckRequest request, ICheckObserver observer, CancellationToken cancellationToken)
    {
        var heartbeat = new CheckHeartbeat(backend, settings, request);
        try
        {
            return await RunAsync(request, observer, heartbeat, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (heartbeat.IsFailure(e, cancellationToken))
        {
            await heartbeat.FailedAsync(e, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<StatusCheckReport> RunAsync(
        StatusCheckRequest request,
        ICheckObserver observer,
        CheckHeartbeat heartbeat,
        CancellationToken cancellationToken)
    {
        using var database = backend.DatabaseFiles(settings).Open(request.IsWhatIf ? DatabaseAccess.ReadOnly : DatabaseAccess.ReadWrite, cancellationToken);
        var state = database.ReadMonitorState();
        var mode = settings.Lab.Mode ?? state.Mode;
        if (request.IsWhatIf)
        {
            return await RunAsync(request, observer, heartbeat, new SilentLog(), database, state, mode, Now(), new ClosedGate(), cancellationToken)
                .ConfigureAwait(false);
        }

        CheckHosts.Require(settings, request.Host, state);
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            // Another check may have taken over while this one waited for the lease.
            state = database.ReadMonitorState();
            CheckHosts.Require(settings, request.Host, state);
            mode = settings.Lab.Mode ?? state.Mode;
            var now = Now();
            state = Take(request.Host, database, lease, state, mode, now, cancellationToken);
            using var log = backend.OpenLog(settings);
            return await RunAsync(request, observer, heartbeat, log, database, state, mode, now, new ActGate(database, lease, mode), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private DateTimeOffset Now() => backend.Clock(settings).GetUtcNow();

    // The first check that acts makes its node the one; when the settings alone say Active, its moment is the take-over of a database made by others.
    private MonitorState Take(
        string host,
        IDatasetDatabase database,
        ILeaseHold lease,
        MonitorState state,
        CheckMode mode,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (mode == CheckMode.Observe)
        {
            return state;
        }

        if (state.Mode == CheckMode.Observe)
        {
            new TakeOver(settings).RequireSilence(database, database.NoteExternalChanges(lease), now, cancellationToken);
        }

        return TakeOver.Record(database, lease, state, settings.Lab.CheckHost ?? host, now);
    }

    private async Task<StatusCheckReport> RunAsync(
        StatusCheckRequest request,
        ICheckObserver observer,
        CheckHeartbeat heartbeat,
        ICheckLog log,
        IDatasetDatabase database,
        MonitorState state,
        CheckMode mode,
        DateTimeOffset now,
        IActGate gate,
        CancellationToken cancellationToken)
    {
        var stopwatch = Stopwatch.StartNew();
        var report = new CheckReportBuilder(observer, log);
        var context = CheckContext.Of(backend, settings, Instruments.All(settings, backend.Files, backend.TiffHeaders), database, state, gate, now, report, log, observer);
        foreach (var warning in database.Warnings)
        {
            report.Add(new CheckProblem(CheckStep.Storage, null, "database", database.Path, warning, null));
        }

        var others = new OtherWriters(context).Look(mode);
        foreach (var step in Enum.GetValues<CheckStep>())
        {
            await RunStepAsync(step, request, context, cancellationToken).ConfigureAwait(false);
        }

        log.Information(FormattableString.Invariant(
            $"Check ({mode}): {report.Checked} datasets, {report.Changes.Count} changes, {report.Problems.Count} problems, {stopwatch.Elapsed.TotalSeconds:0.00} s."));
        if (log.Fault is { } fault)
        {
            report.Add(new CheckProblem(CheckStep.Storage, null, "log", settings.Logging.Folder, $"The log cannot be written: {fault}", null));
        }

        await heartbeat.SucceededAsync(report, cancellationToken).ConfigureAwait(false);
        return new StatusCheckReport
        {
            Started = TimeZoneInfo.ConvertTime(context.Now, context.Time.Zone),
            Duration = stopwatch.Elapsed,
            Host = request.Host,
            Database = database.Path,
            Mode = mode,
            IsWhatIf = request.IsWhatIf,
            Steps = report.Steps,
            Checked = report.Checked,
            Registered = report.Registered,
            InProgress = report.Counted(ImagingStatus.InProgress),
            Finished = report.Counted(ImagingStatus.Finished),
            NeedsAttention = report.Counted(ImagingStatus.NeedsAttention),
            Changes = report.Changes,
            Problems = report.Problems,
            ExternalChanges = others,
            // An array: PowerShell cannot index the list that a collection expression makes.
            Datasets = request.WithDatasets ? database.FindDatasets(new DatasetFilter(), cancellationToken).ToArray() : [],
        };
    }

    private static async Task RunStepAsync(CheckStep step, StatusCheckRequest request, CheckContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var stopwatch = Stopwatch.StartNew();
        if (request.Steps.Count > 0 && !request.Steps.Contains(step))
        {
            context.Report.Add(new CheckStepResult(step, CheckStepState.Skipped, TimeSpan.Zero, "Not asked for."));
            return;
        }

        if (AvailableSteps.FirstOrDefault(available => available.Step == step) is not { } built)
        {
            context.Report.Add(new CheckStepResult(step, CheckStepState.NotAvailable, TimeSpan.Zero, "Not part of this version."));
            return;
        }

        var problems = context.Report.Problems.Count;
        var note = await built.RunAsync(context, cancellationToken).ConfigureAwait(false);
        var state = context.Report.Problems.Count > problems ? CheckStepState.Problems : CheckStepState.Done;
        context.Report.Add(new CheckStepResult(step, state, stopwatch.Elapsed, note));
    }
}

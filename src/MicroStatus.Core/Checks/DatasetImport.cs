using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>Registers datasets that are on disk as a check would, and announces nothing of them.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">The node that runs it.</param>
public sealed class DatasetImport(IBackend backend, StatusSettings settings, string host)
{
    private readonly IReadOnlyList<IInstrument> _instruments = Instruments.All(settings, backend.Files, backend.TiffHeaders);

    /// <summary>Finds folders that no row knows; nothing is written.</summary>
    /// <param name="paths">Absolute paths of datasets' folders, or of folders above them; empty: all acquisitions.</param>
    /// <param name="modalities">Only these; empty: all.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="StatusException"><c>MonitorObserves</c>, <c>CheckHostOther</c>, <c>ModalityUnknown</c>, and database errors as documented at
    /// <see cref="IDatabaseFiles.Open"/>.</exception>
    public ImportFinding Find(IReadOnlyList<string> paths, IReadOnlyList<string> modalities, ICheckObserver observer, CancellationToken cancellationToken)
    {
        var instruments = Chosen(modalities);
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadOnly, cancellationToken);
        var state = database.ReadMonitorState();
        RequireRight(database, state);
        using var log = new SilentLog();
        var context = ContextOf(database, state, new ClosedGate(), new CheckReportBuilder(observer, log), log, observer);
        var places = paths.Count > 0 ? paths : [settings.Storage.FastStore.AcquirePath];
        if (FindAbsence(context) is { } absence)
        {
            return new ImportFinding([], [], [], [.. places.Select(absence)]);
        }

        var rows = DatasetRows.Read(database, report: null, cancellationToken);
        return new ImportSearch(context, rows, instruments).Find(places, cancellationToken);
    }

    /// <summary>Registers them.</summary>
    /// <param name="chosen">What was found, as far as a person wants it.</param>
    /// <param name="observer">Hears of progress and failures.</param>
    /// <param name="cancellationToken">Stops between two datasets; what was decided before is written.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>: a check runs. <c>MonitorObserves</c>, <c>CheckHostOther</c>, <c>LeaseLost</c>, <c>StoreAbsent</c>,
    /// and database errors as documented at <see cref="IDatabaseFiles.Open"/>.</exception>
    public async Task<ImportResult> RegisterAsync(IReadOnlyList<ImportCandidate> chosen, ICheckObserver observer, CancellationToken cancellationToken)
    {
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadWrite, cancellationToken);
        RequireRight(database, database.ReadMonitorState());
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            // A check may have ended while this one waited for the lease.
            var state = database.ReadMonitorState();
            RequireRight(database, state);
            state = ClaimHost(database, lease, state);
            using var log = backend.OpenLog(settings);
            var report = new CheckReportBuilder(observer, log);
            var context = ContextOf(database, state, new ActGate(database, lease, CheckMode.Active), report, log, observer);
            if (FindAbsence(context) is { } absence)
            {
                throw absence(settings.Storage.FastStore.Root);
            }

            var rows = DatasetRows.Read(database, report: null, cancellationToken);
            var unknown = chosen.Select(candidate => candidate.Folder).Where(folder => !rows.ContainsKey(folder.Path)).ToList();
            new AcquisitionRound(context, rows, new ImportFailures(report)).Run(unknown, cancellationToken);
            var ids = report.Changes.Where(change => change.What is EventKind.Registered or EventKind.Renamed).Select(change => change.Id).OfType<long>().Distinct().ToArray();
            log.Information(FormattableString.Invariant($"Import: {ids.Length} datasets recorded, {report.Problems.Count} problems."));
            return new ImportResult(ids, [.. report.Problems.Where(problem => problem.Cause is null)]);
        }
    }

    private IReadOnlyList<IInstrument> Chosen(IReadOnlyList<string> modalities)
    {
        var unknown = modalities.FirstOrDefault(wanted => !_instruments.Any(instrument => IsSame(instrument.Modality, wanted)));
        return unknown is null
            ? [.. _instruments.Where(instrument => modalities.Count == 0 || modalities.Any(wanted => IsSame(instrument.Modality, wanted)))]
            : throw new StatusException(
                "ModalityUnknown",
                StatusErrorCategory.InvalidData,
                $"There is no modality '{unknown}'; there are: {string.Join(", ", _instruments.Select(instrument => instrument.Modality))}.",
                target: unknown);
    }

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    // In Observe mode the shared tables are another monitor's to write (lab.md §6).
    private void RequireRight(IDatasetDatabase database, MonitorState state)
    {
        if (settings.Lab.Mode == CheckMode.Observe || state.Mode == CheckMode.Observe)
        {
            throw new StatusException(
                "MonitorObserves",
                StatusErrorCategory.InvalidOperation,
                $"MicroStatus only observes '{database.Path}': another monitor registers its datasets.",
                settings.Lab.Mode == CheckMode.Observe
                    ? "Remove Lab:Mode = Observe from the settings; then run Enable-StatusCheck when the other monitor has stopped."
                    : "Run Enable-StatusCheck when the other monitor has stopped; then import.",
                database.Path);
        }

        CheckHosts.Require(settings, host, state);
    }

    // As for a check: the first node that acts is the one from then on.
    private MonitorState ClaimHost(IDatasetDatabase database, ILeaseHold lease, MonitorState state)
    {
        var claimed = state with { CheckHost = settings.Lab.CheckHost ?? host };
        if (claimed != state)
        {
            database.WriteMonitorState(claimed, lease);
        }

        return claimed;
    }

    private Func<string, StatusException>? FindAbsence(CheckContext context)
    {
        var presence = StorageStep.Presence(context, nameof(StorageSettings.FastStore), settings.Storage.FastStore);
        return presence.IsPresent
            ? null
            : path => new StatusException(
                "StoreAbsent",
                StatusErrorCategory.NotFound,
                $"FastStore is absent, so that nothing can be imported from '{path}': {presence.Reason}",
                "Mount the store, or correct Storage:FastStore:Root in the settings.",
                path);
    }

    private CheckContext ContextOf(
        IDatasetDatabase database,
        MonitorState state,
        IActGate gate,
        CheckReportBuilder report,
        ICheckLog log,
        ICheckObserver observer) =>
        CheckContext.Of(backend, settings, _instruments, database, state, gate, backend.Clock(settings).GetUtcNow(), report, log, observer) with { IsImport = true };
}

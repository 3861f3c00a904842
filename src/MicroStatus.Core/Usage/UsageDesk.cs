using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Usage;

/// <summary>Reporting microscope time at a person's word, by the same rules and in the same tables as by a check. A person sees a failure, so that it is not
/// announced.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class UsageDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly UsagePorts _ports = UsagePorts.Of(backend, settings);

    /// <summary>What would be reported of a dataset. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="isAgain">It may be reported already.</param>
    /// <returns>The report.</returns>
    /// <exception cref="StatusException"><c>UsageReportRefused</c>: something is missing, imaging is not finished, or it is a demo dataset.
    /// <c>UsageAlreadyReported</c>.</exception>
    public UsageReport Plan(IDatasetDatabase database, Dataset row, bool isAgain)
    {
        using var log = new SilentLog();
        return Plan(new UsageReporter(ToolsOf(database, new ClosedGate(), log)), database, row, isAgain);
    }

    /// <summary>Refuses where nothing is reported at all.</summary>
    /// <exception cref="StatusException"><c>UsageOff</c>, and those of <see cref="IBackend.OpenUsageScheduler"/>.</exception>
    public void RequireOpen()
    {
        if (!settings.Usage.Enabled)
        {
            throw new StatusException(
                "UsageOff",
                StatusErrorCategory.InvalidOperation,
                "Microscope time is not reported: Usage:Enabled is false.",
                "Set Usage:Enabled and Usage:Address; -Test tries what happens at a failure without them.");
        }

        _ = _ports.OpenScheduler();
    }

    /// <summary>Reports a dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="isAgain">It may be reported already: then it is reported again, under the same number.</param>
    /// <param name="who">The person.</param>
    /// <param name="told">Hears of what the person should know.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>UsageRecordChanged</c>, those of <see cref="Plan(IDatasetDatabase, Dataset, bool)"/>,
    /// <see cref="RequireOpen"/> and <see cref="ActingSession.OpenAsync"/>.</exception>
    public async Task<UsageReportResult> SendAsync(long id, bool isAgain, string who, Action<string> told, CancellationToken cancellationToken)
    {
        RequireOpen();
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var row = session.Database.FindDatasets(new DatasetFilter { Ids = [id] }, cancellationToken).FirstOrDefault() ?? throw new StatusException(
                "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
            var reporter = new UsageReporter(ToolsOf(session.Database, session.Gate, session.Log));
            var report = Plan(reporter, session.Database, row, isAgain);
            var reply = await reporter.PostAsync(
                row, report, _ports.OpenScheduler(), who, applied => Log(session, applied), (_, text) => told(text), cancellationToken).ConfigureAwait(false);
            return reply is null
                ? throw new StatusException(
                    "UsageRecordChanged",
                    StatusErrorCategory.Busy,
                    $"Another program changed the record's number of {row.Name} meanwhile, so that nothing was posted.",
                    "Look at the dataset, and try again.",
                    row.Id)
                : UsageReportResult.Of(row.Id, row.Name, report, reply);
        }
    }

    /// <summary>Fails on purpose: writes the transmit log and sends mail, each marked as a test; nothing is posted, and no row changes.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="report">What would be posted.</param>
    /// <param name="told">Hears of what did not work, in a sentence.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The result as of a failure.</returns>
    public async Task<UsageReportResult> TestAsync(Dataset row, UsageReport report, Action<string> told, CancellationToken cancellationToken)
    {
        var reply = new UsageReply(UsageReplyState.NotSent, null, string.Empty, "TEST: it fails on purpose; nothing was posted.");
        var time = LabTime.Of(settings.Lab);
        var lines = new TransmitLines(settings.Usage.TransmitLogFolder, time);
        var now = backend.Clock(settings).GetUtcNow();
        var file = lines.FileOf(now);
        try
        {
            _ports.Log.Append(file, lines.Of(now, report.ToJson(), isAccepted: false, reply.Text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            told($"The transmit log {file} cannot be written: {e.Message}");
        }

        try
        {
            var receipt = await _ports.OpenMailer().SendAsync(UsageMail.Of(row, report.ToJson(), reply, file, isTest: true), cancellationToken).ConfigureAwait(false);
            if (receipt.Reason is { } reason)
            {
                told($"The mail was not sent for certain: {reason}");
            }
        }
        catch (StatusException e) when (e.ErrorId == "MailNotConfigured")
        {
            told($"No mail was sent. {e.Message}");
        }

        return UsageReportResult.Of(row.Id, row.Name, report, reply) with { IsTest = true };
    }

    /// <summary>The message of a test.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="key">A key that no other message has.</param>
    /// <returns>The message.</returns>
    public OutboxMessage TestMessage(Dataset row, string key) => new UsageMessages(new MessageCatalogue(settings.Messages)).Test(
        UsageFailures.SubjectOf(row, settings, backend.Clock(settings).GetUtcNow()), key);

    private UsageReport Plan(UsageReporter reporter, IDatasetDatabase database, Dataset row, bool isAgain)
    {
        var plan = reporter.Plan(row);
        List<string> reasons = [.. plan.Missing];
        if (row.ImagingStatus != ImagingStatus.Finished)
        {
            reasons.Insert(0, "Its imaging is not finished.");
        }

        if (new DatasetWhereabouts(settings, backend.Files, database).Paths(row).IsDemo)
        {
            reasons.Insert(0, "It is a demo dataset, which is never reported.");
        }

        if (reasons.Count > 0)
        {
            throw new StatusException(
                "UsageReportRefused", StatusErrorCategory.InvalidOperation, $"{row.Name} is not reported: {string.Join(' ', reasons)}", "Remove the cause; then try again.", row.Id);
        }

        return !row.UsageReported || isAgain
            ? plan.Report!
            : throw new StatusException(
                "UsageAlreadyReported",
                StatusErrorCategory.Exists,
                $"The microscope time of {row.Name} is reported already, under {row.UsageRecordId ?? "an unknown number"}.",
                "-Force reports it again, under the same number.",
                row.Id);
    }

    private UsageTools ToolsOf(IDatasetDatabase database, IActGate gate, ICheckLog log) => new()
    {
        Settings = settings,
        Ports = _ports,
        Files = backend.Files,
        Database = database,
        Gate = gate,
        Messages = new MessageCatalogue(settings.Messages),
        Log = log,
        Now = backend.Clock(settings).GetUtcNow(),
    };

    private static void Log(ActingSession session, AppliedChange applied)
    {
        foreach (var happened in applied.ChangeSet.Events)
        {
            session.Log.Information($"{happened.Name}: {happened.Kind} {happened.To}. {happened.Why} ({happened.Who})");
        }
    }
}

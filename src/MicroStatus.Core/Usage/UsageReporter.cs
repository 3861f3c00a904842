using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Usage;

/// <summary>Reports the microscope time of one dataset (lab.md §11). The record's number is written down before anything is posted, so that a report whose
/// answer never came, or was lost in a crash, is only ever repeated under the same number.</summary>
/// <param name="tools">What it needs.</param>
public sealed class UsageReporter(UsageTools tools)
{
    private readonly UsageRules _rules = new(tools.Settings.Usage, tools.Time);
    private readonly TransmitLines _lines = new(tools.Settings.Usage.TransmitLogFolder, tools.Time);
    private readonly UsageTries _tries = new(tools.Settings.Usage, tools.Database, tools.Gate);

    /// <summary>What would be posted.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The report, or what is missing for it.</returns>
    public UsagePlan Plan(Dataset row) => _rules.Plan(row, Begun(row).Select(intent => intent.Data).FirstOrDefault(data => data is not null));

    /// <summary>Tells what would be posted, and posts nothing.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="report">The report.</param>
    /// <returns>What a check tells.</returns>
    public AppliedChange Preview(Dataset row, UsageReport report) =>
        tools.Gate.Write([DatasetChangeSet.Of(row) with { Events = [EventOf(row, NumberOf(report), $"To be posted: {report.ToJson()}", null)] }])[0];

    /// <summary>Posts a report once. Only someone who may act calls it.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="report">The report.</param>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="who">The person; null for a check, which announces a failure.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="told">Hears of what a person should know, in a sentence.</param>
    /// <param name="cancellationToken">Stops waiting; the next try repeats the report under the same number.</param>
    /// <returns>What came of it; null when another program changed the record's number meanwhile, so that nothing was posted.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<UsageReply?> PostAsync(
        Dataset row,
        UsageReport report,
        IUsageScheduler scheduler,
        string? who,
        Action<AppliedChange> written,
        Action<Dataset, string> told,
        CancellationToken cancellationToken)
    {
        var intent = IntentOf(row, report);
        var begun = tools.Gate.WriteOne(Beginning(row, report, intent, who));
        if (begun.Refused.Count > 0)
        {
            written(begun);
            return null;
        }

        _tries.NoteTry(row.Id, tools.Now);
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Microscope time is reported by someone who may act only.");
        }

        var json = report.ToJson();
        var reply = await scheduler.PostAsync(json, cancellationToken).ConfigureAwait(false);
        Log(row, json, reply, told);
        if (reply.IsAccepted)
        {
            written(tools.Gate.WriteOne(Accepted(row, report, intent, reply, who)));
            _tries.Forget(row.Id);
        }
        else
        {
            await FailAsync(row, json, intent, reply, who, written, told, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }

    private async Task FailAsync(
        Dataset row,
        string json,
        Intent intent,
        UsageReply reply,
        string? who,
        Action<AppliedChange> written,
        Action<Dataset, string> told,
        CancellationToken cancellationToken)
    {
        // One whose fate is unknown stays open until a later try tells.
        var change = DatasetChangeSet.Of(row) with { Ends = reply.State == UsageReplyState.Unsure ? [] : [new IntentEnd(intent.Key, IntentState.NotDone, reply.Reason)] };
        if (who is not null)
        {
            tools.Gate.WriteOne(change);
            return;
        }

        var failures = new UsageFailures(tools, told);
        var mail = failures.MailOf(row, () => UsageMail.Of(row, json, reply, _lines.FileOf(tools.Now), isTest: false));
        written(tools.Gate.WriteOne(failures.Announced(change, row, reply, mail)));
        if (mail is not null)
        {
            await failures.SendAsync(row, mail, cancellationToken).ConfigureAwait(false);
        }
    }

    private DatasetChangeSet Beginning(Dataset row, UsageReport report, Intent intent, string? who)
    {
        var number = NumberOf(report);
        var isNew = row.UsageRecordId != number;
        return DatasetChangeSet.Of(row) with
        {
            Fields = isNew ? [new FieldChange(DatasetField.UsageRecordId, row.UsageRecordId, number)] : [],
            Events = isNew ? [EventOf(row, number, "Its microscope time is to be reported under this number.", who) with { Field = DatasetFields.ColumnOf(DatasetField.UsageRecordId) }] : [],
            Begins = [intent],
            IsWhole = true,
        };
    }

    private DatasetChangeSet Accepted(Dataset row, UsageReport report, Intent intent, UsageReply reply, string? who)
    {
        var result = FormattableString.Invariant($"HTTP status {reply.Status}");
        return DatasetChangeSet.Of(row) with
        {
            Fields = row.UsageReported ? [] : [new FieldChange(DatasetField.UsageReported, 0L, 1L)],
            Events =
            [
                EventOf(row, NumberOf(report), $"Microscope time reported: {report.MachineName}, {report.Start} to {report.End}.", who) with
                {
                    Field = DatasetFields.ColumnOf(DatasetField.UsageReported),
                },
            ],
            Ends =
            [
                new IntentEnd(intent.Key, IntentState.Done, result),
                .. Begun(row).Where(open => open.Key != intent.Key).Select(open => new IntentEnd(open.Key, IntentState.Done, $"Taken at a later try: {result}")),
            ],
        };
    }

    // Tries are counted by their intents: a key is never used twice.
    private Intent IntentOf(Dataset row, UsageReport report)
    {
        var record = NumberOf(report);
        var number = 1;
        while (tools.Database.Intents.Find(Key(number)) is not null)
        {
            number++;
        }

        return new Intent
        {
            Kind = IntentKind.UsagePost,
            Key = Key(number),
            Id = row.Id,
            What = $"Reports the microscope time of {row.Name} under {record}.",
            Data = record,
            Begun = tools.Now,
        };

        string Key(int at) => string.Create(CultureInfo.InvariantCulture, $"usage-post/{row.Id:D5}/{record}/{at}");
    }

    private void Log(Dataset row, string json, UsageReply reply, Action<Dataset, string> told)
    {
        var file = _lines.FileOf(tools.Now);
        try
        {
            tools.Ports.Log.Append(file, _lines.Of(tools.Now, json, reply.IsAccepted, reply.Text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            told(row, $"{row.Name}: its report is not in the transmit log {file}. {e.Message}");
        }
    }

    private IEnumerable<Intent> Begun(Dataset row) => tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.UsagePost && intent.Id == row.Id);

    private DatasetEvent EventOf(Dataset row, string to, string why, string? who) => new()
    {
        Time = tools.Now,
        Id = row.Id,
        Name = row.Name,
        Path = row.Path,
        Kind = EventKind.Usage,
        To = to,
        Why = why,
        Who = who,
    };

    private static string NumberOf(UsageReport report) => report.RecordId.ToString(CultureInfo.InvariantCulture);
}

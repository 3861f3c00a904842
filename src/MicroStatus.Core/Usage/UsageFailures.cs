using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Usage;

/// <summary>Announces, once a dataset, that its microscope time could not be reported: a message, and mail when a report was posted (lab.md §11).</summary>
/// <param name="tools">What it needs.</param>
/// <param name="told">Hears of mail that was not sent: a sentence.</param>
internal sealed class UsageFailures(UsageTools tools, Action<Dataset, string> told)
{
    // What a person reads in a message; the transmit log has it all.
    private const int LongestQuote = 200;

    /// <summary>Announces what keeps a dataset from being reported at all.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="missing">A sentence each.</param>
    /// <returns>What was written; null when it was announced before.</returns>
    public AppliedChange? Announce(Dataset row, IReadOnlyList<string> missing)
    {
        var reason = string.Join(' ', missing);
        return row.UsageAnnounced ? null : tools.Gate.Write([Announced(DatasetChangeSet.Of(row), row, MessageValue.Sentence(reason, row.InstrumentId ?? string.Empty), reason)])[0];
    }

    /// <summary>Adds to what a failed report writes that it is announced, unless it was before.</summary>
    /// <param name="change">What is written.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="reply">What came of the report.</param>
    /// <param name="mail">The mail that is to be sent afterwards, or null.</param>
    /// <returns>What is to be written.</returns>
    public DatasetChangeSet Announced(DatasetChangeSet change, Dataset row, UsageReply reply, UsageMailing? mail)
    {
        var announced = row.UsageAnnounced ? change : Announced(change, row, ReasonOf(reply), reply.Reason);
        return mail is null ? announced : announced with { Begins = [.. announced.Begins, mail.Intent] };
    }

    /// <summary>The mail about a failed report, unless it was sent before or nobody knows.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="text">Makes its words.</param>
    /// <returns>The mail; null when none is to be sent.</returns>
    public UsageMailing? MailOf(Dataset row, Func<MailText> text)
    {
        Intent? last = null;
        var number = 1;
        for (; tools.Database.Intents.Find(KeyOf(row, number)) is { } earlier; number++)
        {
            last = earlier;
        }

        // One that certainly did not leave is sent with the next failure.
        if (last is null ? row.UsageAnnounced : last.State != IntentState.NotDone)
        {
            return null;
        }

        try
        {
            var mailer = tools.Ports.OpenMailer();
            var intent = new Intent
            {
                Kind = IntentKind.UsageMail,
                Key = KeyOf(row, number),
                Id = row.Id,
                What = $"Sends mail that the microscope time of {row.Name} could not be reported.",
                Begun = tools.Now,
            };
            return new UsageMailing(intent, mailer, text());
        }
        catch (StatusException e) when (e.ErrorId == "MailNotConfigured")
        {
            tools.Log.Warning($"{row.Name}: no mail tells that its microscope time could not be reported. {e.Message}");
            return null;
        }
    }

    /// <summary>Sends a mail whose intent is written. One whose fate is unknown is never sent again.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    public async Task SendAsync(Dataset row, UsageMailing mail, CancellationToken cancellationToken)
    {
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Mail is sent by someone who may act only.");
        }

        var receipt = await mail.Mailer.SendAsync(mail.Text, cancellationToken).ConfigureAwait(false);
        if (receipt.State != MailState.Unsure)
        {
            var state = receipt.State == MailState.Sent ? IntentState.Done : IntentState.NotDone;
            var applied = tools.Gate.Write([DatasetChangeSet.Of(row) with { Ends = [new IntentEnd(mail.Intent.Key, state, receipt.Reason)] }])[0];
            if (applied.Error is { } error)
            {
                throw error;
            }
        }

        if (receipt.Reason is { } reason)
        {
            told(row, receipt.State == MailState.Unsure
                ? $"{row.Name}: whether the mail about its microscope time left is unknown, and it is not sent again. {reason}"
                : $"{row.Name}: the mail about its microscope time was not sent. {reason}");
        }
    }

    private DatasetChangeSet Announced(DatasetChangeSet change, Dataset row, MessageValue reason, string? why) => change with
    {
        Fields = [.. change.Fields, new FieldChange(DatasetField.UsageAnnounced, 0L, 1L)],
        Messages = [.. change.Messages, new UsageMessages(tools.Messages).NotReported(Subject(row), reason)],
        Events =
        [
            .. change.Events,
            new DatasetEvent
            {
                Time = tools.Now,
                Id = row.Id,
                Name = row.Name,
                Path = row.Path,
                Kind = EventKind.Usage,
                Field = DatasetFields.ColumnOf(DatasetField.UsageAnnounced),
                To = "not reported",
                Why = why,
            },
        ],
    };

    private MessageSubject Subject(Dataset row) => SubjectOf(row, tools.Settings, tools.Now);

    /// <summary>What a message about a dataset's report is about.</summary>
    internal static MessageSubject SubjectOf(Dataset row, Configuration.StatusSettings settings, DateTimeOffset now) => new(
        row.Name,
        row.Path ?? string.Empty,
        WindowsPath.Of((row.Moved ? row.PathOnHive : null) ?? row.Path ?? string.Empty, settings.Storage),
        row.InstrumentId,
        now)
    {
        Id = row.Id,
    };

    // A page of HTML tells nobody anything.
    private static MessageValue ReasonOf(UsageReply reply)
    {
        var quote = reply.Body.StartsWith('<') ? string.Empty : reply.Body.Length > LongestQuote ? reply.Body[..LongestQuote] + "…" : reply.Body;
        return quote.Length == 0
            ? MessageValue.Sentence(reply.Reason)
            : MessageValue.Sentence($"{reply.Reason?.TrimEnd('.')}: {quote}", quote);
    }

    private static string KeyOf(Dataset row, int number) => string.Create(CultureInfo.InvariantCulture, $"usage-mail/{row.Id:D5}/{number}");
}

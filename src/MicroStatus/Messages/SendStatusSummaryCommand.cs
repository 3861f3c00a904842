using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Messages.Summary;
using MicroStatus.Storage;

namespace MicroStatus.Messages;

/// <summary>Makes a summary of the lab now, and sends it to the channel.</summary>
/// <remarks>
/// It tells what was imaged, processed and moved in the last 24 hours or since the moment given, what is being imaged and when it will end, what waits for a
/// person and why, and how full the stores are. It is made of what the database knows and of one measurement of each store; no folder is searched. It comes in
/// addition to the daily one, which status checks send by themselves (Messages:SummaryTime): that one is neither replaced nor is its period shortened. With
/// -WhatIf the summary is shown and nothing is sent, in Observe mode too. Like any message it goes through the outbox (see Send-StatusMessage).
/// </remarks>
/// <example>
/// <code>Send-StatusSummary -WhatIf</code>
/// Shows what a summary would say now.
/// </example>
/// <example>
/// <code>Send-StatusSummary -Since (Get-Date).AddDays(-7)</code>
/// Sends a summary of the last week.
/// </example>
/// <example>
/// <code>(Send-StatusSummary -PassThru).Waiting | Get-Dataset</code>
/// Sends a summary, and shows the datasets in it that wait for a person.
/// </example>
[Cmdlet(VerbsCommunications.Send, "StatusSummary", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DailySummary))]
public sealed class SendStatusSummaryCommand : OutboxSendCommand
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>What happened at or after this moment is told. Without it: in the last 24 hours.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Emits the summary: its lists, and its text in the property Text.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var summary = Make(cancellationToken);
        if (!IsWhatIf)
        {
            RequireActive(cancellationToken);
        }

        var isSent = await MayAsync("the Slack channel", "Send a summary");
        if (isSent)
        {
            AddToOutbox(new SummaryMessages(new MessageCatalogue(Settings.Messages)).Of(summary, NewKey("summary-asked")), dataset: null, cancellationToken);
        }

        if (PassThru || (!isSent && IsWhatIf))
        {
            Emit(summary);
        }
    }

    /// <inheritdoc/>
    protected override void Said(OutboxEntry entry) => Detail($"The summary is {entry.State} (message {entry.MessageId}).");

    private DailySummary Make(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var time = LabTime.Of(Settings.Lab);
        if (Since > now)
        {
            throw new StatusException(
                "SummaryPeriodEmpty", StatusErrorCategory.InvalidData, $"-Since {Since:yyyy-MM-dd HH:mm zzz} lies in the future.", "Give an earlier moment.", Since);
        }

        var period = new SummaryPeriod(
            time.Write(now)[..10],
            TimeZoneInfo.ConvertTime(Since ?? now - Day, time.Zone),
            TimeZoneInfo.ConvertTime(now, time.Zone));
        var database = OpenDatabase(cancellationToken);
        var instruments = Instruments.All(Settings, Backend.Files, Backend.TiffHeaders);
        var survey = new StorageSurvey(Settings, Backend.Volumes, Backend.Files, instruments, database, now);
        return new SummarySource(database, survey, Settings).Read(period, cancellationToken);
    }
}

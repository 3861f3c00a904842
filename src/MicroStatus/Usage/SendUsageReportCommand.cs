using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Messages;

namespace MicroStatus.Usage;

/// <summary>Reports the microscope time of datasets to the scheduler, or fails on purpose to show what a failure looks like.</summary>
/// <remarks>
/// A status check does this by itself for each dataset whose imaging has finished (Usage:Enabled); this cmdlet is for what it could not do then, and for
/// datasets of before the take-over. A dataset is always reported under the same number, so that a report whose answer never came may be repeated. What is
/// reported already is left alone without -Force. Each try is in the transmit log, and comes out with what the scheduler said; one that was not accepted is
/// an error too, and is not announced. -WhatIf shows what would be posted, whether reports are on or off. -Test posts nothing and changes no dataset: it
/// writes the transmit log, sends mail and says a message as after a failure, each marked as a test, and tells what of it does not work. It works while
/// reports are off, too.
/// </remarks>
/// <example>
/// <code>Send-UsageReport 8257_try2_stack1 -WhatIf</code>
/// Shows what would be posted.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi klimstra-w | Where-Object { -not $_.UsageReported } | Send-UsageReport</code>
/// Reports what a PI's datasets lack.
/// </example>
/// <example>
/// <code>Send-UsageReport 8257_try2_stack1 -Test</code>
/// Shows whether log, mail and message of a failure arrive.
/// </example>
[Cmdlet(VerbsCommunications.Send, "UsageReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ById)]
[OutputType(typeof(UsageReportResult))]
public sealed class SendUsageReportCommand : OutboxSendCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    /// <summary>Database ids. Piped numbers are ids; piped text is names.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = [];

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Reports again what is reported already, under the same number.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails on purpose: nothing is posted, and no dataset changes.</summary>
    [Parameter]
    public SwitchParameter Test { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var desk = new UsageDesk(Backend, Settings, Machine);
        if (!IsWhatIf)
        {
            Require(desk, cancellationToken);
        }

        foreach (var row in Select(new DatasetFilter { Ids = Id, Names = Name }, cancellationToken).ToList())
        {
            try
            {
                await ReportAsync(desk, row, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                Report(e, row.Id);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Said(OutboxEntry entry) => Detail($"The message is {entry.State} (message {entry.MessageId}).");

    private void Require(UsageDesk desk, CancellationToken cancellationToken)
    {
        if (Test)
        {
            RequireActive(cancellationToken);
        }
        else
        {
            desk.RequireOpen();
        }
    }

    private async Task ReportAsync(UsageDesk desk, Dataset row, CancellationToken cancellationToken)
    {
        var report = desk.Plan(OpenDatabase(cancellationToken), row, Force || Test);
        if (!await MayAsync($"{DisplayText.Of(row.Name)}: {DisplayText.Of(report.ToJson())}", Test ? "Fail on purpose to report the microscope time" : "Report the microscope time"))
        {
            return;
        }

        if (Test)
        {
            Emit(await desk.TestAsync(row, report, Warn, cancellationToken));
            AddToOutbox(desk.TestMessage(row, NewKey(MessageKind.UsageNotReported)), row, cancellationToken);
            return;
        }

        var result = await desk.SendAsync(row.Id, Force, $"{Environment.UserName}@{Machine}", Warn, cancellationToken);
        Emit(result);
        if (!result.IsPosted)
        {
            Report(Failure(result), row.Id);
        }
    }

    private static StatusException Failure(UsageReportResult result) => new(
        "UsageReportFailed",
        StatusErrorCategory.Failure,
        $"The microscope time of {result.Name} was not reported{(result.IsUnsure ? " for certain" : string.Empty)}: {result.Reply}",
        result.IsUnsure
            ? "Try again: it is repeated under the same number. A status check does so by itself."
            : "Remove the cause, and try again. A status check does so by itself.",
        result.Id);
}

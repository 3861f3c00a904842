using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Checks;

/// <summary>Checks the lab once: what is on disk, what the database says, and what follows from it.</summary>
/// <remarks>
/// Run it by hand to see where everything stands, and let cron run it every few minutes. It discovers new datasets, sees which
/// are being imaged, stalled, broken or finished, and writes what it decided into the database. The report says what changed
/// and what is in the way. With -WhatIf the same decisions are shown and nothing at all is changed.
/// </remarks>
/// <example>
/// <code>Invoke-StatusCheck</code>
/// Checks the lab of the default settings and shows the report.
/// </example>
/// <example>
/// <code>(Invoke-StatusCheck -WhatIf).Changes</code>
/// Shows what a check would change, and changes nothing.
/// </example>
/// <example>
/// <code>New-DemoLab ./demo | Invoke-StatusCheck -PassThru | ForEach-Object Datasets</code>
/// Makes a demo lab, checks it, and shows its datasets.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "StatusCheck", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(StatusCheckReport))]
public sealed class InvokeStatusCheckCommand : LabCommand
{
    /// <summary>Only these steps, in their usual order. Without it: all.</summary>
    [Parameter(Position = 0)]
    public CheckStep[] Step { get; set; } = [];

    /// <summary>Adds the datasets, as they stand after the check, to the report.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var database = Settings.Database.Path;
        var isAllowed = await MayAsync(database, "Invoke status check");
        if (!isAllowed && !IsWhatIf)
        {
            return;
        }

        using var observer = new CheckProgress(Show, (cause, target) => Report(cause, target));
        var request = new StatusCheckRequest
        {
            Steps = Step,
            IsWhatIf = !isAllowed,
            WithDatasets = PassThru,
            Host = Environment.MachineName,
        };
        Emit(await new StatusCheck(Backend, Settings).RunAsync(request, observer, cancellationToken));
    }
}

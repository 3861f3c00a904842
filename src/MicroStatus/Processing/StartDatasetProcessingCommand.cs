using System.Management.Automation;
using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>Begins the stage of processing that a dataset stands at now, instead of when a status check finds it due; also again, after a failure.</summary>
/// <remarks>
/// Files and queues tell which stage that is: see Get-DatasetProcessing. An RSCM dataset is written into the stitching queue, or the build of its Imaris file is run; for a mesoSPIM
/// dataset the processing command is run. The cmdlet submits and returns; status checks watch what comes of it.
///
/// A dataset that is paused, needs a person or has failed is refused with the reason. With -Force it is begun all the same: the reasons are closed, paused is cleared, and
/// a command that has ended is run again, and what is stuck half way is begun anew by the nearest earlier stage that can be begun. What waits in a queue, runs with progress or is
/// done is never begun a second time, not even with -Force, nor is a dataset that is being imaged or moved, nor anything while a store is absent.
/// </remarks>
/// <example>
/// <code>Start-DatasetProcessing 8257_try2_stack1 -WhatIf</code>
/// Shows what would be begun, and changes nothing.
/// </example>
/// <example>
/// <code>Get-Dataset -ProcessingStatus NeedsAttention | Start-DatasetProcessing -Force -Reason 'The cluster is mended.'</code>
/// Begins again what has failed or was stuck.
/// </example>
[Cmdlet(VerbsLifecycle.Start, "DatasetProcessing", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetProcessing))]
public sealed class StartDatasetProcessingCommand : DatasetActCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Begins what is paused, needs a person or has failed too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private ProcessingDesk Desk => new(Backend, Settings, Environment.MachineName);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForEachAsync(row => StartAsync(row, cancellationToken), cancellationToken);

    private async Task StartAsync(Dataset row, CancellationToken cancellationToken)
    {
        var plan = await Desk.PlanAsync(OpenDatabase(cancellationToken), row, Force, cancellationToken);
        if (!await MayAsync(Show(row), string.Join(" ", plan.Acts.Select(act => act.What))))
        {
            return;
        }

        var why = $"Asked for by a person{(Force ? ", with force" : string.Empty)}.{(string.IsNullOrWhiteSpace(Reason) ? string.Empty : $" {Reason.Trim()}")}";
        if (await Desk.StartAsync(row.Id, Force, why, cancellationToken) is { } processing)
        {
            Emit(processing);
        }
    }
}

using System.Management.Automation;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>Stops a cluster that processes several datasets: its jobs are cancelled.</summary>
/// <remarks>
/// Status checks stop the stitching cluster by themselves when nothing needs it. A cluster that something needs, or that checks never stop, is refused with the reason; with -Force
/// its jobs are cancelled all the same, and what it works on begins anew or needs a person. The next check starts it again as long as a dataset needs it.
/// </remarks>
/// <example>
/// <code>Stop-ProcessingCluster</code>
/// Stops the stitching cluster when nothing is to be stitched.
/// </example>
/// <example>
/// <code>Stop-ProcessingCluster denoising -Force -WhatIf</code>
/// Shows that the jobs of CBPy would be cancelled.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "ProcessingCluster", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceDecision))]
public sealed class StopProcessingClusterCommand : ServiceCommand
{
    /// <summary>Cancels the jobs although something needs them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override ServiceWish Wish => ServiceWish.Stopped;

    private protected override string Action => "Cancel the cluster's jobs";

    private protected override StatusException? Refusal(ServiceNeed need) => Force || need.Need == ServiceWish.Stopped
        ? null
        : new StatusException(
            "ServiceNeeded", StatusErrorCategory.InvalidOperation, $"The {need.Name} cluster is not stopped: {need.Why}", "Wait until it is done, or stop it with -Force.", need.Name);
}

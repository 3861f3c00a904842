using System.Management.Automation;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>Starts a cluster that processes several datasets, unless all of its jobs wait or run: the stitching cluster, or CBPy.</summary>
/// <remarks>
/// Status checks start the clusters by themselves when a dataset needs them; this is for the case that one is wanted earlier. The lab's start command is run through the executor, once: a
/// start that still runs, or has ended a few minutes ago (Processing:ServiceGrace), is not repeated.
/// </remarks>
/// <example>
/// <code>Start-ProcessingCluster</code>
/// Starts the stitching cluster.
/// </example>
/// <example>
/// <code>Start-ProcessingCluster denoising -WhatIf</code>
/// Shows that CBPy would be started.
/// </example>
[Cmdlet(VerbsLifecycle.Start, "ProcessingCluster", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceDecision))]
public sealed class StartProcessingClusterCommand : ServiceCommand
{
    private protected override ServiceWish Wish => ServiceWish.Running;

    private protected override string Action => "Start the cluster";

    private protected override StatusException? Refusal(ServiceNeed need) => null;
}

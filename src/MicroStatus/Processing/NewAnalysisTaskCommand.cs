using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Processing.Analysis;

namespace MicroStatus.Processing;

/// <summary>Creates the analysis tasks of brain datasets that have finished: a JSON file each.</summary>
/// <remarks>
/// A status check does this by itself where it is switched on (Analysis:Enabled); this cmdlet works in any case, for datasets of before the take-over too. The
/// dataset's PI must be a brain data producer, its processing finished, and its Imaris file must be there and open. Results go to the nearest folder named
/// as Analysis:OutputFolder says above the Imaris file; where there is none, to that of the PI and CL number on Hive. A file's name tells the second in which
/// it was created, and no file is ever written over. A dataset that got its task is left alone without -Force.
/// </remarks>
/// <example>
/// <code>New-AnalysisTask KC34_brain -WhatIf</code>
/// Shows the file that would be created.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi cebra | Where-Object { -not $_.HasAnalysisTask } | New-AnalysisTask</code>
/// Creates what a PI's datasets lack.
/// </example>
[Cmdlet(VerbsCommon.New, "AnalysisTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ById)]
[OutputType(typeof(AnalysisTask))]
public sealed class NewAnalysisTaskCommand : DatasetActCommand
{
    /// <summary>Creates another task for a dataset that got one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var desk = new AnalysisDesk(Backend, Settings, Environment.MachineName);
        return ForEachAsync(row => CreateAsync(desk, row, cancellationToken), cancellationToken);
    }

    private async Task CreateAsync(AnalysisDesk desk, Dataset row, CancellationToken cancellationToken)
    {
        var task = desk.Plan(OpenDatabase(cancellationToken), row, Force, cancellationToken);
        if (await MayAsync($"{DisplayText.Of(row.Name)}: {DisplayText.Of(task.Path)}, results in {DisplayText.Of(task.OutputFolder)}", "Create the analysis task"))
        {
            Emit(await desk.CreateAsync(row.Id, Force, $"{Environment.UserName}@{Environment.MachineName}", cancellationToken));
        }
    }
}

using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Moves.Publishing;

namespace MicroStatus.Moves;

/// <summary>Publishes the Imaris files of moved datasets: each goes to its PI's public folder on Hive.</summary>
/// <remarks>
/// A status check does this by itself after a move; this cmdlet is for what it could not do then. The Imaris file must open, the PI's name must have the
/// form lastname-f, and the PI's public folder must exist. The file is renamed to &lt;PI&gt;/&lt;CL number&gt;/&lt;name&gt; below the public root, never over an
/// existing file, and never to another file system. A note with the new path stays where it was. Which file: the one that the dataset's row names, when it
/// lies in the dataset's folder; otherwise that of the last RSCM job, or of mesoSPIM the montage or the final file. Where several could be meant, none is
/// published, and the error names them. What the web page has moved is published once its copy was compared with what lies in the trash.
/// </remarks>
/// <example>
/// <code>Publish-Dataset 8257_try2_stack1 -WhatIf</code>
/// Shows from where to where the Imaris file would go.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi klimstra-w | Where-Object { $_.Moved -and -not $_.Public } | Publish-Dataset -PassThru</code>
/// Publishes what a PI has on Hive, and shows the datasets afterwards.
/// </example>
[Cmdlet(VerbsData.Publish, "Dataset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ById)]
[OutputType(typeof(Dataset))]
public sealed class PublishDatasetCommand : DatasetActCommand
{
    /// <summary>Emits each dataset as it stands afterwards, read anew.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var desk = new PublishDesk(Backend, Settings, Environment.MachineName);
        return ForEachAsync(row => PublishAsync(desk, row, cancellationToken), cancellationToken);
    }

    private async Task PublishAsync(PublishDesk desk, Dataset row, CancellationToken cancellationToken)
    {
        var plan = desk.Plan(OpenDatabase(cancellationToken), row, cancellationToken);
        var target = $"{DisplayText.Of(row.Name)}: {DisplayText.Of(plan.From)} -> {DisplayText.Of(plan.To)}";
        if (!await MayAsync(target, "Publish the dataset's Imaris file"))
        {
            return;
        }

        await desk.PublishAsync(row.Id, $"{Environment.UserName}@{Environment.MachineName}", cancellationToken);
        if (PassThru)
        {
            foreach (var dataset in ReadAgain(row.Id, cancellationToken))
            {
                Emit(dataset);
            }
        }
    }
}

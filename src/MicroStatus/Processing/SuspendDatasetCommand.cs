using System.Management.Automation;
using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>Pauses datasets: no stage of theirs is started and nothing of them moves, until Resume-Dataset.</summary>
/// <remarks>
/// What runs already runs on, and status checks go on watching it. It is the flag that the web page shows and sets, too. A dataset that a check has paused because it needs a
/// person is paused already, and goes on by itself when its trouble is over.
///
/// It is a person's edit, as Set-Dataset: it works in Observe mode too, and while a check runs.
/// </remarks>
/// <example>
/// <code>Suspend-Dataset 8257_try2_stack1 -Reason 'Imaged anew tomorrow.'</code>
/// Pauses a dataset.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi klimstra-w -OnFastStore | Suspend-Dataset -WhatIf</code>
/// Shows which datasets of a PI would be paused.
/// </example>
[Cmdlet(VerbsLifecycle.Suspend, "Dataset", SupportsShouldProcess = true, DefaultParameterSetName = ById)]
[OutputType(typeof(Dataset))]
public sealed class SuspendDatasetCommand : DatasetActCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Emits each dataset as it stands afterwards, read anew.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForEachAsync(row => SuspendAsync(row, cancellationToken), cancellationToken);

    private async Task SuspendAsync(Dataset row, CancellationToken cancellationToken)
    {
        if (row.Paused)
        {
            Warn($"{Show(row)}: it is paused already.");
        }
        else if (await MayAsync(Show(row), "Set paused: 0 -> 1"))
        {
            var why = string.IsNullOrWhiteSpace(Reason) ? "Paused by a person." : $"Paused by a person. {Reason.Trim()}";
            var change = DatasetEditing.ChangeSet(row, [new FieldChange(DatasetField.Paused, 0L, 1L)], why, Clock.GetUtcNow());
            Apply(change, row, cancellationToken);
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            foreach (var dataset in ReadAgain(row.Id, cancellationToken))
            {
                Emit(dataset);
            }
        }
    }
}

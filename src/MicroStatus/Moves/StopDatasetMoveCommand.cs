using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Moves;

/// <summary>Stops moves of datasets to Hive.</summary>
/// <remarks>
/// The job is cancelled. The source stays whole on FastStore, and what was copied stays beside the destination: a later move goes on there. No check
/// begins the move again until a person lets it: Resume-Dataset or Start-DatasetMove. A move that ends in this very moment is recorded as what it is.
///
/// A move that failed and waits to be tried again can be stopped too. One of the web page cannot: its job is not ours.
/// </remarks>
/// <example>
/// <code>Stop-DatasetMove 8257_try2_stack1</code>
/// Stops a move, after asking.
/// </example>
/// <example>
/// <code>Get-DatasetMove -State Queued | Stop-DatasetMove -Confirm:$false -PassThru</code>
/// Stops all moves that wait for a node, without asking, and shows them.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "DatasetMove", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetMove))]
public sealed class StopDatasetMoveCommand : MoveActCommand
{
    /// <summary>Shows each move as it is after that; without it nothing comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForEachAsync(row => StopAsync(row, cancellationToken), cancellationToken);

    private async Task StopAsync(Dataset row, CancellationToken cancellationToken)
    {
        var move = NewestOf(row.Id, cancellationToken);
        if (!row.Moving || move is { IsUnderWay: true })
        {
            move = MoveDesk.Stoppable(row, move); // refused before it is asked for
        }

        var what = move is null
            ? "a move that is not recorded yet"
            : $"{DisplayText.Of(move.Source)} -> {DisplayText.Of(move.Destination)} ({move.State}, job {DisplayText.Of(move.JobId ?? move.JobName)})";
        if (await MayAsync($"{Show(row)}: {what}", "Stop the move and keep the dataset on FastStore"))
        {
            var stopped = await Desk.StopAsync(row.Id, Environment.UserName, cancellationToken);
            if (PassThru)
            {
                Emit(stopped);
            }
        }
    }
}

using System.Globalization;
using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Begins to move datasets from FastStore to Hive now, instead of when a status check finds them due.</summary>
/// <remarks>
/// A job copies the dataset, reads the whole copy again and compares it with what was listed before; only then does the source go to FastStore's trash.
/// The cmdlet submits the job and returns: Get-DatasetMove shows how far it is, Wait-DatasetMove waits for its end, and the next status check records it.
///
/// What a person asks for does not wait for the move window, for the limit of moves at once or for a pause after a failure, and it ends a hold. A
/// dataset that is paused, whose processing has not finished, or with which something still works is refused with all reasons; with -Force it is moved. A
/// dataset that is being imaged, has no folder, or for which Hive has no room is always refused. A move that failed or was stopped goes on where it was.
///
/// With -WhatIf the sizes of all files are added up and compared with the free space, and nothing is written.
/// </remarks>
/// <example>
/// <code>Start-DatasetMove 8257_try2_stack1 -WhatIf</code>
/// Shows source, destination, size and free space, and changes nothing.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi klimstra-w -ProcessingStatus Finished -OnFastStore | Start-DatasetMove -Reason 'FastStore is full.' -Confirm:$false | Wait-DatasetMove</code>
/// Moves the finished datasets of a PI without asking for each, and waits until all have ended.
/// </example>
/// <example>
/// <code>Start-DatasetMove -Id 12 -Force</code>
/// Moves a dataset although its processing has not finished or its moves were given up.
/// </example>
[Cmdlet(VerbsLifecycle.Start, "DatasetMove", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetMove))]
public sealed class StartDatasetMoveCommand : MoveActCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Moves what is paused, unfinished or still worked with too. What makes a move impossible or harmful is refused all the same.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private MoveAsker Asker => Force ? MoveAsker.Insistent : MoveAsker.Person;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForEachAsync(row => StartAsync(row, cancellationToken), cancellationToken);

    private async Task StartAsync(Dataset row, CancellationToken cancellationToken)
    {
        var (decision, plan) = Desk.Look(OpenDatabase(cancellationToken), row, Asker);
        if (plan is null)
        {
            throw MoveDesk.HeldBack(row, decision);
        }

        var room = MoveRoom.Measure(plan, Backend.Files, Backend.Volumes, cancellationToken);
        if (!room.IsEnough)
        {
            throw NoRoom(row, plan, room);
        }

        if (!await MayAsync($"{Show(row)}: {DisplayText.Of(plan.Move.Source)} -> {DisplayText.Of(plan.Move.Destination)}; {Show(room)}", "Move the dataset to Hive"))
        {
            return;
        }

        var why = $"Asked for by a person{(Force ? ", with force" : string.Empty)}.{(string.IsNullOrWhiteSpace(Reason) ? string.Empty : $" {Reason.Trim()}")}";
        var start = await Desk.StartAsync(row.Id, Asker, why, cancellationToken);
        if (start.Move is { } move)
        {
            Emit(move);
        }

        if (start is { Move.State: MoveState.Submitting, Error: { } unsure })
        {
            Warn($"{Show(row)}: whether its job was submitted is not sure: {unsure.Message} The next status check, or Wait-DatasetMove, finds out; do not start it again.");
        }
        else if (start.Error is { } error)
        {
            throw error;
        }
    }

    private static string Show(MoveRoom room) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ByteText.Of(room.Bytes)} in {room.Files} {(room.Files == 1 ? "file" : "files")}{(room.Staged > 0 ? $", {ByteText.Of(room.Staged)} copied already" : string.Empty)}; {ByteText.Of(room.Free)} free on Hive");

    private static StatusException NoRoom(Dataset row, MovePlan plan, MoveRoom room) => new(
        "MoveNoRoom",
        StatusErrorCategory.InvalidOperation,
        $"{Show(row)} does not fit on Hive: {Show(room)} ({DisplayText.Of(plan.Job.DestinationAcquire)}).",
        "Make room on Hive, then try again; Get-StorageUsage shows how full the stores are.",
        row.Id);
}

using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Moves;

/// <summary>Lets datasets go on that a person, or a stopped move, holds back.</summary>
/// <remarks>
/// The hold on a dataset's move ends, and paused is cleared: status checks start its stages and move it again as their rules say. The history keeps
/// who did so. Where neither holds a dataset, a warning says so, and nothing is written. What else keeps it, Get-DatasetMove -Explain tells: a move that
/// was given up, for example, begins anew with Start-DatasetMove alone.
///
/// It is a person's edit, as Set-Dataset: it works in Observe mode too, and while a check runs.
/// </remarks>
/// <example>
/// <code>Resume-Dataset 8257_try2_stack1 -Reason 'The paper is published.'</code>
/// Lets a dataset go on.
/// </example>
/// <example>
/// <code>Get-DatasetMove -State Cancelled | Resume-Dataset -WhatIf</code>
/// Shows which stopped moves would be begun again by status checks.
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "Dataset", SupportsShouldProcess = true, DefaultParameterSetName = ById)]
[OutputType(typeof(Dataset))]
public sealed class ResumeDatasetCommand : MoveActCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Emits each dataset as it stands afterwards, read anew; MoveHeldBy tells what else keeps it on FastStore.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForEachAsync(row => ResumeAsync(row, cancellationToken), cancellationToken);

    private async Task ResumeAsync(Dataset row, CancellationToken cancellationToken)
    {
        var hold = OpenDatabase(cancellationToken).Moves.ReadHolds().FirstOrDefault(one => one.Id == row.Id);
        if (hold is null && !row.Paused)
        {
            Warn($"{Show(row)}: there is nothing to resume: it is not paused, and nobody holds its move back. Get-DatasetMove -Explain tells what else keeps it.");
        }
        else if (await MayAsync(Show(row), string.Join("; ", What(row, hold))))
        {
            var change = Change(row, hold, Clock.GetUtcNow());
            Apply(change, row, cancellationToken);
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            var database = OpenDatabase(cancellationToken);
            var held = new HeldMoves(Settings, Backend.Files, database, Clock.GetUtcNow());
            foreach (var dataset in ReadAgain(row.Id, cancellationToken))
            {
                Emit(dataset with { MoveHeldBy = held.Of(dataset) });
            }
        }
    }

    private static IEnumerable<string> What(Dataset row, MoveHold? hold)
    {
        if (hold is not null)
        {
            yield return $"End the hold on its move ({DisplayText.Of(hold.Who)}: {DisplayText.Of(hold.Reason)})";
        }

        if (row.Paused)
        {
            yield return "Set paused: 1 -> 0";
        }
    }

    private DatasetChangeSet Change(Dataset row, MoveHold? hold, DateTimeOffset now)
    {
        var why = string.IsNullOrWhiteSpace(Reason) ? "Resumed by a person." : $"Resumed by a person. {Reason.Trim()}";
        var change = DatasetEditing.ChangeSet(row, row.Paused ? [new FieldChange(DatasetField.Paused, 1L, 0L)] : [], why, now);
        return hold is null ? change : change with
        {
            ReleasesHold = true,
            Events =
            [
                .. change.Events,
                new DatasetEvent
                {
                    Time = now,
                    Id = row.Id,
                    Name = row.Name,
                    Path = row.Path,
                    Kind = EventKind.Move,
                    From = "held",
                    To = "released",
                    Why = $"{why} It was held by {hold.Who}: {hold.Reason}",
                },
            ],
        };
    }
}

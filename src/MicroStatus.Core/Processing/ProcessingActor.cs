using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.MesoSpim;
using MicroStatus.Processing.Rscm;
using MicroStatus.Trash;

namespace MicroStatus.Processing;

/// <summary>Carries out what was decided about a dataset's processing: each act is noted first, and settled by evidence when its result was lost.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="runner">Runs commands.</param>
public sealed class ProcessingActor(ProcessingTools tools, CommandRunner runner)
{
    private readonly StitchQueue _queue = new(tools.Settings.Rscm.Processing.Stitching, tools.Settings.Discovery.NoPi, tools.Files, tools.FileActs);

    private readonly TrashDeposit _deposit = new(tools.Folders);
    private readonly MetadataBackup _backup = new(tools.Folders, tools.Verified);

    /// <summary>Carries out an act, or shows it where nothing may be done.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="act">The act.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="StatusException">It was refused, and says why; <c>LeaseLost</c>; database errors.</exception>
    /// <exception cref="IOException">A fault of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public async Task CarryOutAsync(ProcessingSubject subject, ProcessingAct act, string why, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        if (!tools.Gate.MayAct())
        {
            written(tools.Gate.Write([Told(subject.Row, act, why)])[0]);
            return;
        }

        switch (act)
        {
            case ProcessingAct.Enqueue enqueue:
                Enqueue(enqueue, why, written);
                break;
            case ProcessingAct.Run run:
                await RunAsync(subject, run, why, written, cancellationToken).ConfigureAwait(false);
                break;
            case ProcessingAct.Discard discard:
                Tell(_deposit.CarryOut(subject, discard), written);
                break;
            case ProcessingAct.BackUpMetadata backup:
                Tell(_backup.CarryOut(subject, backup, cancellationToken), written);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "Nobody carries out such an act.");
        }
    }

    /// <summary>Settles acts whose results were lost: those that this room does and that leave no command. What goes to the trash is gone on with.</summary>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of what could not be settled.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<AppliedChange> written, Action<Intent, Exception> failed)
    {
        _deposit.Settle(written, failed);
        _backup.Settle(written, failed);
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.Enqueue && intent.Id is not null))
        {
            try
            {
                // Not there: it was not written, or stitching is over already, which the files tell.
                End(intent, _queue.Find(intent.Id!.Value) != StitchQueuePlace.None ? IntentState.Done : IntentState.NotDone, written);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent, e);
            }
        }
    }

    private static void Tell(AppliedChange? applied, Action<AppliedChange> written)
    {
        if (applied is not null)
        {
            written(applied);
        }
    }

    private void Enqueue(ProcessingAct.Enqueue act, string why, Action<AppliedChange> written)
    {
        var intent = new Intent { Kind = IntentKind.Enqueue, Key = Key("enqueue", act.Row), Id = act.Row.Id, What = act.What, Begun = tools.Now };
        var applied = tools.Gate.Write([Told(act.Row, act, why) with { Begins = [intent] }])[0];
        written(applied);
        if (applied.Error is { } error)
        {
            throw error;
        }

        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Stitching is begun by someone who may act only.");
        }

        _queue.Enqueue(act.Row);
        End(intent, IntentState.Done, written);
    }

    private async Task RunAsync(ProcessingSubject subject, ProcessingAct.Run act, string why, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var command = runner.Plan(act.JobName, act.Arguments) with { Id = subject.Row.Id, Stage = act.Stage };
        var change = runner.Noted(command, Told(subject.Row, act, why), act.What);
        var run = await runner.StartAsync(command, act.WorkingFolder, change, written, cancellationToken).ConfigureAwait(false);
        if (run.State == CommandState.NotRun)
        {
            throw new StatusException(
                "CommandNotRun", StatusErrorCategory.Failure, $"{StageText.Of(act.Stage)} was not begun: {run.Output}", "The next check tries again.", subject.Row.Id);
        }
    }

    private void End(Intent intent, IntentState state, Action<AppliedChange> written)
    {
        var row = intent.Id is { } id ? tools.Folders.Row(id) : null;
        var change = new DatasetChangeSet { Id = row?.Id, Name = row?.Name ?? intent.What, Path = row?.Path ?? string.Empty, Ends = [new IntentEnd(intent.Key, state, null)] };
        written(tools.Gate.Write([change])[0]);
    }

    private DatasetChangeSet Told(Dataset row, ProcessingAct act, string why) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Events =
        [
            new DatasetEvent { Time = tools.Now, Id = row.Id, Name = row.Name, Path = row.Path, Kind = EventKind.Processing, To = act.What, Why = why },
        ],
    };

    private string Key(string verb, Dataset row) =>
        IntentKeys.Free(tools.Database.Intents, string.Create(CultureInfo.InvariantCulture, $"{verb}_{row.Id:D5}-{tools.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
}

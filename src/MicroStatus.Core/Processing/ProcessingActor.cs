using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Processing;

/// <summary>Carries out what was decided about a dataset's processing: each act is noted first, and settled by evidence when its result was lost.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="runner">Runs commands.</param>
public sealed class ProcessingActor(ProcessingTools tools, CommandRunner runner)
{
    private readonly StitchQueue _queue = new(tools.Settings.Rscm.Processing.Stitching, tools.Settings.Discovery.NoPi, tools.Files, tools.FileActs);

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
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "Nobody carries out such an act.");
        }
    }

    /// <summary>Settles an act whose result was lost; acts of other rooms are left alone.</summary>
    /// <param name="intent">The act.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">A fault of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public void Settle(Intent intent, Action<AppliedChange> written)
    {
        if (intent is { Kind: IntentKind.Enqueue, Id: { } id })
        {
            // Not there: it was not written, or stitching is over already, which the files tell.
            var isThere = _queue.Find(id) != StitchQueuePlace.None;
            End(intent, isThere ? IntentState.Done : IntentState.NotDone, written);
        }
    }

    private void Enqueue(ProcessingAct.Enqueue act, string why, Action<AppliedChange> written)
    {
        var intent = new Intent { Kind = IntentKind.Enqueue, Key = Key("enqueue", act.Row), Id = act.Row.Id, What = act.What, Begun = tools.Now };
        written(tools.Gate.Write([Told(act.Row, act, why) with { Begins = [intent] }])[0]);
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

    private string Key(string verb, Dataset row) => string.Create(CultureInfo.InvariantCulture, $"{verb}_{row.Id:D5}-{tools.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
}

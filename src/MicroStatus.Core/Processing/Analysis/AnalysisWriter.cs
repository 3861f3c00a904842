using System.Globalization;
using System.Text;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Processing.Analysis;

/// <summary>Creates analysis tasks: each file is written beside its place and renamed, never over another one, and once a dataset (lab.md §12).</summary>
/// <remarks>The file beside is written before the act is noted: after a crash its absence proves that the task got its name, even when another program has
/// taken the task away meanwhile.</remarks>
/// <param name="tools">What it needs.</param>
/// <param name="catalogue">What is said.</param>
public sealed class AnalysisWriter(TrashTools tools, MessageCatalogue catalogue)
{
    // More than this many tasks in as many seconds are no coincidence.
    private const int MostNames = 100;

    private readonly AnalysisPlanner _planner = new(tools);

    /// <summary>Creates a task.</summary>
    /// <param name="row">The dataset as it stands.</param>
    /// <param name="who">The person; null for a check.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <returns>The task.</returns>
    /// <exception cref="StatusException">Those of <see cref="AnalysisPlanner.Plan"/>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    public AnalysisTask Create(Dataset row, string? who, string why, Action<AppliedChange> written)
    {
        RequireRight();
        for (var number = 1; ; number++)
        {
            var task = _planner.Plan(row);
            var act = new AnalysisAct(task.Path, BesideOf(row, task.Path), who, why);
            tools.FileActs.WriteFile(act.Beside, Encoding.UTF8.GetBytes(task.ToJson()));
            var intent = IntentOf(row, act);
            tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Begins = [intent] });
            RequireRight();
            try
            {
                if (!tools.FileActs.TryRename(act.Beside, Path.GetFileName(act.Path)))
                {
                    throw new IOException($"{act.Beside} is not there any more.");
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Ends = [new IntentEnd(intent.Key, IntentState.NotDone, e.Message)] });
                if (number < MostNames && tools.Files.Find(act.Path) is not null)
                {
                    continue; // another program has taken this name meanwhile
                }

                throw;
            }

            written(Finish(row, intent, act));
            return task;
        }
    }

    /// <summary>Settles what a crash has left open.</summary>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of what could not be settled.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<AppliedChange> written, Action<Intent, Exception> failed)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.AnalysisTask))
        {
            try
            {
                if (AnalysisAct.Read(intent.Data) is { } act && intent.Id is { } id && tools.Row(id) is { } row && tools.Files.Find(tools.Settings.Analysis.Folder) is not null)
                {
                    if (tools.Files.Find(act.Beside) is null)
                    {
                        written(Finish(row, intent, act));
                    }
                    else
                    {
                        tools.FileActs.Delete(act.Beside);
                        tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Ends = [new IntentEnd(intent.Key, IntentState.NotDone, "It was cut off before the task got its name.")] });
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent, e);
            }
        }
    }

    private AppliedChange Finish(Dataset row, Intent intent, AnalysisAct act)
    {
        var time = LabTime.Of(tools.Settings.Lab).Write(tools.Now);
        var folder = row.Moved && row.PathOnHive is { } hive ? hive : row.Path ?? string.Empty;
        var subject = new MessageSubject(row.Name, row.Path ?? string.Empty, WindowsPath.Of(folder, tools.Settings.Storage), row.InstrumentId, tools.Now) { Id = row.Id };
        return tools.Gate.WriteOne(DatasetChangeSet.Of(row) with
        {
            Fields = [new FieldChange(DatasetField.AnalysisTask, row.AnalysisTaskText, time)],
            Messages = [new ProcessingMessages(catalogue).AnalysisTaskCreated(subject, WindowsPath.Of(act.Path, tools.Settings.Storage))],
            Ends = [new IntentEnd(intent.Key, IntentState.Done, act.Path)],
            Events =
            [
                new DatasetEvent
                {
                    Time = tools.Now,
                    Id = row.Id,
                    Name = row.Name,
                    Path = row.Path,
                    Kind = EventKind.Analysis,
                    Field = DatasetFields.ColumnOf(DatasetField.AnalysisTask),
                    From = row.AnalysisTaskText,
                    To = act.Path,
                    Why = act.Why,
                    Who = act.Who,
                },
            ],
        });
    }

    private Intent IntentOf(Dataset row, AnalysisAct act)
    {
        var number = 1;
        while (tools.Database.Intents.Find(Key(number)) is not null)
        {
            number++;
        }

        return new Intent
        {
            Kind = IntentKind.AnalysisTask,
            Key = Key(number),
            Id = row.Id,
            What = $"Creates the analysis task {act.Path} of {row.Name}.",
            Data = act.Write(),
            Begun = tools.Now,
        };

        string Key(int at) => string.Create(CultureInfo.InvariantCulture, $"analysis-task/{row.Id:D5}/{at}");
    }

    // Hidden and without the tasks' ending, so that nobody takes it for one.
    private static string BesideOf(Dataset row, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetDirectoryName(path)}/.analysis-{row.Id:D5}.part");

    private void RequireRight()
    {
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Analysis tasks are created by someone who may act only.");
        }
    }
}

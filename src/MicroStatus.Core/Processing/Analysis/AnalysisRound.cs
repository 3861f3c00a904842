using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Trash;

namespace MicroStatus.Processing.Analysis;

/// <summary>One look of a check at which brain datasets have finished: each gets its analysis task once (lab.md §12). Each dataset is isolated.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
public sealed class AnalysisRound(TrashTools tools, MessageCatalogue catalogue, DateTimeOffset? since)
{
    private const string Why = "Its processing has finished, and its Imaris file opens.";

    private readonly AnalysisPlanner _planner = new(tools);
    private readonly AnalysisWriter _writer = new(tools, catalogue);

    /// <summary>Looks, and creates what is due; someone who may not act only hears what would be.</summary>
    /// <param name="written">Hears of what was written, or would be.</param>
    /// <param name="failed">Hears of a dataset that could not be handled, by id and name.</param>
    /// <param name="cancellationToken">Stops between two datasets.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Run(Action<AppliedChange> written, Action<long?, string, Exception> failed, CancellationToken cancellationToken)
    {
        if (tools.Gate.MayAct())
        {
            _writer.Settle(written, (intent, e) => failed(intent.Id, intent.What, e));
        }

        var unsure = tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.AnalysisTask).Select(intent => intent.Id).ToHashSet();
        var filter = new DatasetFilter { ProcessingStatuses = [ProcessingStatus.Finished], HasAnalysisTask = false, IsBrain = true };
        foreach (var row in tools.Database.FindDatasets(filter, cancellationToken).Where(row => !unsure.Contains(row.Id)).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (IsDue(row, cancellationToken))
                {
                    Create(row, written);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                failed(row.Id, row.Name, e);
            }
        }
    }

    private bool IsDue(Dataset row, CancellationToken cancellationToken) =>
        row.LastProgress is not null
        && _planner.Reasons(row).Count == 0
        && _planner.Look(row, cancellationToken) is { Opens: true, IsBeingWritten: false } file
        && AnalysisRules.IsNews(row, file.Modified, since);

    private void Create(Dataset row, Action<AppliedChange> written)
    {
        if (tools.Gate.MayAct())
        {
            _writer.Create(row, null, Why, written);
            return;
        }

        var happened = new DatasetEvent
        {
            Time = tools.Now,
            Id = row.Id,
            Name = row.Name,
            Path = row.Path,
            Kind = EventKind.Analysis,
            To = _planner.Plan(row).Path,
            Why = Why,
        };
        written(tools.Gate.Write([DatasetChangeSet.Of(row) with { Events = [happened] }])[0]);
    }
}

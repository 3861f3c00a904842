using System.Globalization;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>One look of a check at what is to be published: what was cut off is settled, then what was moved since the monitor was taken over is published as
/// far as the rules allow. What cannot be published is announced once, and tried again once a day (lab.md §8, §10). Each dataset is isolated.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
public sealed class PublishRound(TrashTools tools, MessageCatalogue catalogue, DateTimeOffset? since)
{
    private const string Why = "Its Imaris file opens on Hive.";

    private readonly MoveMessages _messages = new(catalogue);

    /// <summary>Looks. Who may not act is told what would be published.</summary>
    /// <param name="written">Hears of what was written, or would be.</param>
    /// <param name="failed">Hears of a dataset that could not be published, by id and name.</param>
    /// <param name="cancellationToken">Stops between two datasets.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Run(Action<AppliedChange> written, Action<long?, string, Exception> failed, CancellationToken cancellationToken)
    {
        var publisher = new DatasetPublisher(tools);
        if (tools.Gate.MayAct())
        {
            publisher.Settle(written, (intent, e) => failed(intent.Id, intent.What, e));
        }

        var planner = new PublishPlanner(tools);
        foreach (var (row, moved) in Find(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (planner.IsWanted(row) && IsDue(row))
                {
                    written(tools.Gate.MayAct()
                        ? publisher.Publish(row, null, Why, cancellationToken)
                        : tools.Gate.Write([publisher.Preview(row, Why, cancellationToken)])[0]);
                }
            }
            catch (StatusException e) when (e.ErrorId == "ImarisFileUnfinished")
            {
                continue; // the next check looks again
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                failed(row.Id, row.Name, e);
                if (tools.Gate.MayAct())
                {
                    Announce(row, moved, e, written);
                }
            }
        }
    }

    private IEnumerable<(Dataset Row, DateTimeOffset Moved)> Find(CancellationToken cancellationToken)
    {
        // Nothing is ever published where there is no public folder.
        if (tools.Files.Find(tools.Settings.Moves.Publish.Root) is null)
        {
            return [];
        }

        var moved = tools.Database.Moves
            .Find(new MoveFilter { States = [MoveState.Moved], NewestOnly = true })
            .Where(move => move.Ended is { } ended && (since is not { } takeOver || ended >= takeOver))
            .ToDictionary(move => move.Id, move => move.Ended!.Value);
        return moved.Count == 0
            ? []
            : tools.Database.FindDatasets(new DatasetFilter { Ids = [.. moved.Keys] }, cancellationToken).Where(row => !row.Public).Select(row => (row, moved[row.Id])).ToList();
    }

    // The end of the move makes the episode, so that every later check's message is known already.
    private void Announce(Dataset row, DateTimeOffset moved, Exception cause, Action<AppliedChange> written)
    {
        var subject = new MessageSubject(row.Name, row.Path ?? string.Empty, WindowsPath.Of(row.PathOnHive!, tools.Settings.Storage), row.InstrumentId, tools.Now) { Id = row.Id };
        var file = row.ImarisFilePath is { } path ? Path.GetFileName(path) : "*" + tools.Settings.Imaris.Ending;
        var message = _messages.PublishFailed(subject, file, moved, MessageValue.Sentence(cause.Message));
        written(tools.Gate.Write([DatasetChangeSet.Of(row) with { Messages = [message] }])[0]);
        tools.Gate.WriteOwn((database, lease) => database.WriteNote(NoteOf(row), tools.Now.ToString("O", CultureInfo.InvariantCulture), lease));
    }

    private bool IsDue(Dataset row) =>
        !DateTimeOffset.TryParse(tools.Database.ReadNote(NoteOf(row)), CultureInfo.InvariantCulture, out var last) || tools.Now - last >= tools.Settings.Moves.StaleInterval;

    private static string NoteOf(Dataset row) => FormattableString.Invariant($"publish/failed/{row.Id:D5}");
}

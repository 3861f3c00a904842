using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Moves.Rules;

/// <summary>Which datasets move to Hive, and what holds the others back (lab.md §8). Pure.</summary>
/// <param name="settings">The rules' numbers.</param>
/// <param name="time">The lab's time zone.</param>
public sealed class MoveRules(MoveSettings settings, LabTime time)
{
    private readonly MoveWindow _window = new(settings.Window, time);

    /// <summary>Whether a dataset has been on FastStore for so long that it moves without its processing having finished.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="now">The moment.</param>
    /// <returns>True when it has; a dataset whose creation is not known never is.</returns>
    public bool IsStale(Dataset row, DateTimeOffset now) => row.Created is { } created && created + settings.StaleAfter <= now;

    /// <summary>Decides.</summary>
    /// <param name="candidate">What is known.</param>
    /// <param name="now">The moment.</param>
    /// <param name="asker">Who wants it moved.</param>
    /// <returns>What holds it back.</returns>
    public MoveDecision Decide(MoveCandidate candidate, DateTimeOffset now, MoveAsker asker)
    {
        var isFinished = candidate.Row.ProcessingStatus == ProcessingStatus.Finished;
        List<MoveObstacle> obstacles = [.. Lasting(candidate)];
        if (obstacles.Count == 0 && asker != MoveAsker.Insistent)
        {
            var isCheck = asker == MoveAsker.Check;
            obstacles.AddRange(Person(candidate).Where(obstacle => isCheck || obstacle.Rule == MoveRule.Paused));
            obstacles.AddRange(isFinished ? [] : Unfinished(candidate, now));
            obstacles.AddRange(isCheck ? Passing(candidate, now) : []);
        }

        return new MoveDecision(obstacles, !isFinished && IsStale(candidate.Row, now));
    }

    // What no person's word changes.
    private static IEnumerable<MoveObstacle> Lasting(MoveCandidate candidate)
    {
        var row = candidate.Row;
        if (candidate.IsDemo)
        {
            yield return new MoveObstacle(MoveRule.Demo, "It is a demo dataset, and those are never touched.", null);
        }
        else if (row.Moved)
        {
            yield return new MoveObstacle(MoveRule.Moved, $"It is on Hive already: {row.PathOnHive ?? "its row does not say where"}.", null);
        }
        else if (candidate.Last is { IsUnderWay: true } move)
        {
            yield return new MoveObstacle(MoveRule.Moving, $"Its move is under way: {move.State}, job {move.JobId ?? move.JobName}.", null);
        }
        else if (row.Moving)
        {
            yield return new MoveObstacle(MoveRule.Moving, "Its row says that it is being moved, by the web page or another monitor.", null);
        }
        else if (!candidate.IsOnFastStore)
        {
            yield return new MoveObstacle(MoveRule.Place, $"Its path is not one of FastStore: {row.Path ?? "none"}.", null);
        }
        else if (candidate.AbsentStore is { } absent)
        {
            yield return new MoveObstacle(MoveRule.Store, absent, null);
        }
        else if (candidate.Source != FolderState.Folder && !candidate.IsInTrash)
        {
            yield return new MoveObstacle(MoveRule.Source, $"There is no folder {row.Path}.", null);
        }
        else if (row.ImagingStatus == ImagingStatus.InProgress)
        {
            yield return new MoveObstacle(MoveRule.Imaging, "It is being imaged.", null);
        }
    }

    // What a person has said, or must say.
    private static IEnumerable<MoveObstacle> Person(MoveCandidate candidate)
    {
        if (candidate.Hold is { } hold)
        {
            yield return new MoveObstacle(MoveRule.Hold, $"{hold.Who} holds it back: {hold.Reason} Resume-Dataset lets it go.", null);
        }

        if (candidate.Row.Paused)
        {
            yield return new MoveObstacle(MoveRule.Paused, "It is paused.", null);
        }

        if (candidate.Last is { State: MoveState.GaveUp } move)
        {
            yield return new MoveObstacle(
                MoveRule.GaveUp,
                string.Create(CultureInfo.InvariantCulture, $"Its move failed {move.Runs} times, the last time with: {move.LastError} Start-DatasetMove -Force tries it again."),
                null);
        }
    }

    private IEnumerable<MoveObstacle> Unfinished(MoveCandidate candidate, DateTimeOffset now)
    {
        var row = candidate.Row;
        if (!IsStale(row, now))
        {
            yield return new MoveObstacle(
                MoveRule.Processing,
                $"Its processing has not finished ({StatusText.Of(row.ProcessingStatus)}).",
                row.Created is { } created ? created + settings.StaleAfter : null);
            yield break;
        }

        var activity = candidate.Activity;
        if (activity?.LastChange is { } change && change + settings.QuietTime > now)
        {
            yield return new MoveObstacle(MoveRule.RecentChange, $"It changed on {Show(change)}.", change + settings.QuietTime);
        }

        if (activity?.QueueFile is { } queued)
        {
            yield return new MoveObstacle(MoveRule.Queued, $"It waits to be processed: {queued}.", null);
        }

        if (activity?.GrowingFile is { } growing)
        {
            yield return new MoveObstacle(MoveRule.GrowingFile, $"A file of it is being written: {growing}.", null);
        }
    }

    // What time removes.
    private IEnumerable<MoveObstacle> Passing(MoveCandidate candidate, DateTimeOffset now)
    {
        if (candidate.Last is { State: MoveState.Failed, NextTry: { } next } failed && next > now)
        {
            yield return new MoveObstacle(MoveRule.Retry, $"Its move failed: {failed.LastError}", next);
        }

        if (!_window.IsOpen(now))
        {
            yield return new MoveObstacle(MoveRule.Window, "The move window is closed.", _window.NextOpening(now));
        }

        if (candidate.UnderWay >= settings.Limit)
        {
            yield return new MoveObstacle(
                MoveRule.Limit, string.Create(CultureInfo.InvariantCulture, $"{candidate.UnderWay} moves are under way; Moves:Limit is {settings.Limit}."), null);
        }
    }

    private string Show(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

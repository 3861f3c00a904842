using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>Follows moves: each look records what became of them, as a check does, wherever this process may act; elsewhere it only reads.</summary>
/// <param name="desk">Looks at moves and records.</param>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
/// <param name="database">The database, for reading.</param>
/// <param name="note">Hears why a look could not be as thorough as it should.</param>
public sealed class MoveFollower(MoveDesk desk, StatusSettings settings, IFileTree files, IDatasetDatabase database, Action<string> note)
{
    private readonly MoveProgressReader _progress = new(settings, files);
    private bool _onlyReads;

    /// <summary>Looks.</summary>
    /// <param name="ids">The datasets.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>What was found, of each dataset that still has a row.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    /// <exception cref="IOException">A store cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">A store refuses access.</exception>
    public async Task<IReadOnlyList<FollowedMove>> LookAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var found = Read(ids, cancellationToken);
        if (!_onlyReads && found.Any(one => !one.IsOver))
        {
            await TrackAsync([.. found.Where(one => !one.IsOver).Select(one => one.Id)], cancellationToken).ConfigureAwait(false);
            found = Read(ids, cancellationToken);
        }

        return [.. found.Select(WithProgress)];
    }

    private async Task TrackAsync(long[] ids, CancellationToken cancellationToken)
    {
        try
        {
            await desk.TrackAsync(ids, (row, e) => note(row is null ? e.Message : $"{row.Name}: {e.Message}"), cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException e) when (e.ErrorId is "MonitorObserves" or "CheckHostOther" or "DatabaseReadOnly")
        {
            _onlyReads = true;
            note($"{e.Message} What is recorded elsewhere is waited for.");
        }
        catch (StatusException e) when (e.ErrorId is "LeaseHeld" or "LeaseLost" or "DatabaseLocked")
        {
            note(e.Message); // the next look tries again
        }
    }

    private List<FollowedMove> Read(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var moves = database.Moves.Find(new MoveFilter { Ids = ids, NewestOnly = true }).ToDictionary(move => move.Id);
        return
        [
            .. database.FindDatasets(new DatasetFilter { Ids = ids }, cancellationToken)
                .Select(row => (Row: row, Move: moves.GetValueOrDefault(row.Id)))
                .Select(pair => new FollowedMove(pair.Row.Id, pair.Row.Name, pair.Move, !pair.Row.Moving && pair.Move is not { IsUnderWay: true })),
        ];
    }

    private FollowedMove WithProgress(FollowedMove one)
    {
        try
        {
            return one.Move is { IsUnderWay: true } move ? one with { Move = move with { Progress = _progress.Read(move) } } : one;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            note($"{one.Name}: how far its move is cannot be read: {e.Message}");
            return one;
        }
    }
}

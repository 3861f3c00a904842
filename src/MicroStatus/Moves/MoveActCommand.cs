using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>The base of cmdlets that do something about the moves of datasets, which must be told.</summary>
public abstract class MoveActCommand : DatasetActCommand
{
    /// <summary>Where moves are begun, looked at and stopped.</summary>
    protected MoveDesk Desk => new(Backend, Settings, Environment.MachineName);

    /// <summary>The newest move of a dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The move, or null.</returns>
    protected DatasetMove? NewestOf(long id, CancellationToken cancellationToken) =>
        OpenDatabase(cancellationToken).Moves.Find(new MoveFilter { Ids = [id], NewestOnly = true }).FirstOrDefault();
}

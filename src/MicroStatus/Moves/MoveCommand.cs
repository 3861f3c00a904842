using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Moves;

/// <summary>The base of cmdlets of moves.</summary>
public abstract class MoveCommand : DatasetSelectCommand
{
    /// <summary>Where moves are begun, looked at and stopped.</summary>
    protected MoveDesk Desk => new(Backend, Settings, Environment.MachineName);

    /// <summary>A dataset, for a person.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>For example <c>#12 8257_stack1</c>.</returns>
    protected static string Show(Dataset row) => string.Create(CultureInfo.InvariantCulture, $"#{row.Id} {DisplayText.Of(row.Name)}");

    /// <summary>The newest move of a dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The move, or null.</returns>
    protected DatasetMove? NewestOf(long id, CancellationToken cancellationToken) =>
        OpenDatabase(cancellationToken).Moves.Find(new MoveFilter { Ids = [id], NewestOnly = true }).FirstOrDefault();

    /// <summary>Does something with each dataset: one that fails is reported, and the next one is handled.</summary>
    /// <param name="rows">The datasets.</param>
    /// <param name="act">What to do.</param>
    /// <returns>When done.</returns>
    protected async Task ForEachAsync(IEnumerable<Dataset> rows, Func<Dataset, Task> act)
    {
        foreach (var row in rows)
        {
            try
            {
                await act(row);
            }
            catch (Exception e) when (IsOfOneDataset(e))
            {
                Report(e, row.Id);
            }
        }
    }

    // Whoever may not act, or cannot read the database, need not try the next one.
    private static bool IsOfOneDataset(Exception e) => e switch
    {
        StatusException status => status.ErrorId is not ("MonitorObserves" or "CheckHostOther" or "LeaseHeld" or "LeaseLost")
            && !status.ErrorId.StartsWith("Database", StringComparison.Ordinal),
        _ => e is IOException or UnauthorizedAccessException,
    };
}

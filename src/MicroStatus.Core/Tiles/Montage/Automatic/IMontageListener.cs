using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>Hears of the montages that a check makes.</summary>
public interface IMontageListener
{
    /// <summary>How far it is.</summary>
    /// <param name="done">Montages done.</param>
    /// <param name="total">Montages due.</param>
    /// <param name="name">The dataset whose turn it is.</param>
    void Progress(int done, int total, string name);

    /// <summary>Something was written.</summary>
    /// <param name="applied">What became of it.</param>
    void Written(AppliedChange applied);

    /// <summary>A montage could not be made, and is tried again.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="reason">Why.</param>
    void Delayed(Dataset row, string reason);

    /// <summary>A montage could not be made, and is not tried again.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cause">The exception behind it, or null.</param>
    void GivenUp(Dataset row, string reason, Exception? cause);
}

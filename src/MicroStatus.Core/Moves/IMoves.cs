namespace MicroStatus.Moves;

/// <summary>The moves of an open database, and the datasets that no check may move. Both are written with the change set that they belong to.</summary>
/// <remarks>Errors as at <see cref="Database.IDatasetDatabase"/>.</remarks>
public interface IMoves
{
    /// <summary>Moves, newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The moves.</returns>
    IReadOnlyList<DatasetMove> Find(MoveFilter filter);

    /// <summary>Datasets that no check may move.</summary>
    /// <returns>The holds.</returns>
    IReadOnlyList<MoveHold> ReadHolds();
}

namespace MicroStatus.Database;

/// <summary>What an upgrade does or did.</summary>
/// <param name="Path">The file.</param>
/// <param name="FromVersion">Schema version before; 0 for a database made by others.</param>
/// <param name="ToVersion">Schema version after.</param>
/// <param name="Steps">One line a step, in order.</param>
/// <param name="Backup">The verified backup taken first; null when nothing was to be done or nothing has been done yet.</param>
/// <param name="Datasets">Rows of <c>dataset</c>, the same before and after.</param>
public sealed record DatabaseUpgrade(
    string Path,
    int FromVersion,
    int ToVersion,
    IReadOnlyList<string> Steps,
    string? Backup,
    long Datasets)
{
    /// <summary>What is kept although it cannot be interpreted, one entry a finding, in the order of the rows. It is the same before and after.</summary>
    public IReadOnlyList<RowProblem> RowProblems { get; init; } = Array.Empty<RowProblem>();
}

namespace MicroStatus.Database;

/// <summary>Something in a row that cannot be interpreted, or that contradicts another row; the row is kept as it is (lab.md §6).</summary>
/// <param name="Id">The dataset; null when it is about a row of another table.</param>
/// <param name="Name">The dataset's name, or that of the other row; it may be empty.</param>
/// <param name="Path">The dataset's folder on FastStore, as far as it can be read.</param>
/// <param name="Problem">What is wrong: the column, the value, and why.</param>
public sealed record RowProblem(long? Id, string Name, string? Path, string Problem);

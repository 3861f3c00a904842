namespace MicroStatus.Database.Examination;

/// <summary>A value of a column that refers to no row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Parent">The table that it refers to.</param>
/// <param name="Value">The value, for a person.</param>
/// <param name="Rows">The rows that hold it.</param>
public sealed record DanglingReference(string Table, string Column, string Parent, string Value, IReadOnlyList<long> Rows);

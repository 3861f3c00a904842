namespace MicroStatus.Datasets;

/// <summary>One column's change, guarded by the value it was decided on.</summary>
/// <param name="Field">The column.</param>
/// <param name="From">The value that the decision saw, as stored (text, long or null); when the row holds another one by now, the change is refused.</param>
/// <param name="To">The new value (text, long or null).</param>
public sealed record FieldChange(DatasetField Field, object? From, object? To);

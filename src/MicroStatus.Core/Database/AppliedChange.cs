using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>What became of a <see cref="DatasetChangeSet"/>.</summary>
/// <param name="ChangeSet">The change set.</param>
/// <param name="Id">The row's id; null when there is none.</param>
/// <param name="Refused">Columns left alone, since someone else had changed them meanwhile.</param>
/// <param name="Error">Why nothing of this change set was written, or null.</param>
public sealed record AppliedChange(DatasetChangeSet ChangeSet, long? Id, IReadOnlyList<FieldChange> Refused, Exception? Error);

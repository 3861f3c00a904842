namespace MicroStatus.Database.Examination;

/// <summary>A folder that is remembered although no row has it.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Tables">Where it is remembered: <c>observation</c>, <c>attention</c>, <c>quarantine</c>.</param>
public sealed record RememberedFolder(string Path, IReadOnlyList<string> Tables);

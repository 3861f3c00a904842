namespace MicroStatus.Storage;

/// <summary>A row of the shared table <c>warning</c> (lab.md §6, §7).</summary>
/// <param name="Type">Which warning, for example <c>space_hive_thr0</c>.</param>
/// <param name="IsActive">The store is at this level.</param>
/// <param name="IsSent">It has been announced.</param>
public sealed record StorageWarningRow(string Type, bool IsActive, bool IsSent);

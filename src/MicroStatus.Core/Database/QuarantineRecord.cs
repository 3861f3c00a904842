namespace MicroStatus.Database;

/// <summary>A dataset whose checks failed, counted; quarantined from the third failure on.</summary>
/// <param name="Path">The dataset's folder.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="Reason">The last failure, in a sentence.</param>
/// <param name="Since">The first of them, or the last try after a day.</param>
/// <param name="FolderModified">The folder's modification time at the last failure: when it differs, the dataset is tried again.</param>
public sealed record QuarantineRecord(string Path, int Failures, string Reason, DateTimeOffset Since, DateTimeOffset? FolderModified);

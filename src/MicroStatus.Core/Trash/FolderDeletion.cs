namespace MicroStatus.Trash;

/// <summary>How far a deletion has come.</summary>
/// <param name="IsComplete">Nothing is left.</param>
/// <param name="Entries">Files, folders and links deleted.</param>
/// <param name="Freed">Bytes that this has freed on disk; a file that has another name elsewhere frees none.</param>
public sealed record FolderDeletion(bool IsComplete, long Entries, long Freed);

namespace MicroStatus.Database;

/// <summary>What discovery remembers of a folder between the modality folder and the datasets.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Modified">Its modification time when it was listed.</param>
/// <param name="Listed">When it was listed.</param>
/// <param name="Folders">Its sub-folders that are worth visiting.</param>
public sealed record FolderMemory(string Path, DateTimeOffset Modified, DateTimeOffset Listed, IReadOnlyList<string> Folders);

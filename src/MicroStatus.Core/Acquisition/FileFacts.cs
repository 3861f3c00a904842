using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>What one stat call tells about a path; links are not followed.</summary>
/// <param name="Kind">What the path is.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Modified">Modification time.</param>
/// <param name="Identity">Device and inode.</param>
public readonly record struct FileFacts(EntryKind Kind, long Length, DateTimeOffset Modified, FolderIdentity Identity);

using MicroStatus.Acquisition;

namespace MicroStatus.Trash;

/// <summary>What tells whether a file was written since it was last looked at: as long as all of it is the same, its content is.</summary>
/// <param name="Kind">What it is; links are not followed.</param>
/// <param name="Size">Bytes of content; of a link, of its target's name; of a folder, 0.</param>
/// <param name="Modified">Modification time in nanoseconds since 1970.</param>
/// <param name="Changed">Time of the last change of content, name or permissions (ctime) in nanoseconds since 1970. No program can set it.</param>
/// <param name="Inode">Inode.</param>
public readonly record struct FileStamp(EntryKind Kind, long Size, long Modified, long Changed, ulong Inode);

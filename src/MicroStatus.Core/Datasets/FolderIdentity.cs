namespace MicroStatus.Datasets;

/// <summary>What makes a folder the same one after a rename: device and inode.</summary>
/// <param name="Device">The device number.</param>
/// <param name="Inode">The inode number.</param>
public readonly record struct FolderIdentity(ulong Device, ulong Inode);

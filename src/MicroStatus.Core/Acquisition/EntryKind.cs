namespace MicroStatus.Acquisition;

/// <summary>What a directory entry is.</summary>
public enum EntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link; never followed.</summary>
    Link,

    /// <summary>A device, a socket or a pipe.</summary>
    Other,
}

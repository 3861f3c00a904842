namespace MicroStatus.Storage;

/// <summary>What stands at a place where a dataset's folder is expected.</summary>
public enum FolderState
{
    /// <summary>Not looked at: there was no need, no usable path, or its store is absent (lab.md §1).</summary>
    Unknown,

    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A file, a link or something else that is no folder.</summary>
    NotFolder,
}

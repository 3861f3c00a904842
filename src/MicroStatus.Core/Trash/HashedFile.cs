namespace MicroStatus.Trash;

/// <summary>A file whose content was hashed: as long as its stamp is the same, it need not be read again.</summary>
/// <param name="Path">An absolute path.</param>
/// <param name="Stamp">What it was, before and after it was read.</param>
/// <param name="Hash">64 hexadecimal digits.</param>
public sealed record HashedFile(string Path, FileStamp Stamp, string Hash);

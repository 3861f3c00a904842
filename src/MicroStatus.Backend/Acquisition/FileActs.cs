using MicroStatus.Acquisition;

namespace MicroStatus.Backend.Acquisition;

/// <summary>Writes and renames on the stores: complete or not at all, group-writable (lab.md §1).</summary>
public sealed class FileActs : IFileActs
{
    private const UnixFileMode GroupWritable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;

    /// <inheritdoc/>
    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        // Short, whatever the file is called: the name beside must stay within 255 bytes too.
        var beside = Path.Join(Path.GetDirectoryName(path), $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                File.SetUnixFileMode(stream.SafeFileHandle, GroupWritable);
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryRename(string path, string newName)
    {
        try
        {
            File.Move(path, Path.Join(Path.GetDirectoryName(path), newName), overwrite: false);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);
}

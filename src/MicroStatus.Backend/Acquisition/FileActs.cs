using MicroStatus.Acquisition;
using MicroStatus.Backend.Storage;

namespace MicroStatus.Backend.Acquisition;

/// <summary>Writes and renames on the stores: complete or not at all, group-writable (lab.md §1).</summary>
public sealed class FileActs : IFileActs
{
    private const UnixFileMode GroupWritable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <inheritdoc/>
    public void WriteFile(string path, ReadOnlySpan<byte> content) => SharedFile.Write(path, content, overwrite: true);

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
    public void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            MakeFolder(parent);
        }

        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, GroupWritable);
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);
}

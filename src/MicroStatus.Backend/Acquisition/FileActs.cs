using MicroStatus.Acquisition;
using MicroStatus.Backend.Storage;

namespace MicroStatus.Backend.Acquisition;

/// <summary>Writes and renames on the stores: complete or not at all, group-writable (lab.md §1).</summary>
public sealed class FileActs : IFileActs
{
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
    public void Delete(string path) => File.Delete(path);
}

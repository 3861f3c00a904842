using System.Text;

namespace MicroStatus.Backend.Configuration;

/// <summary>Writes a text file that appears complete or not at all.</summary>
internal static class CompleteFile
{
    /// <summary>Writes beside, flushes, renames.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text, written as UTF-8.</param>
    /// <param name="overwrite">An existing file is replaced.</param>
    /// <exception cref="IOException">The file exists, or any other fault of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        var beside = Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

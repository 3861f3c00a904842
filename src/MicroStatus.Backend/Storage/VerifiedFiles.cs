using MicroStatus.Acquisition;

namespace MicroStatus.Backend.Storage;

/// <summary>Writes files that are read back before they get their name.</summary>
public sealed class VerifiedFiles : IVerifiedFiles
{
    /// <inheritdoc/>
    public void Write(string path, Action<Stream> write, Action<Stream> verify)
    {
        var temporary = SharedFile.TemporaryNameFor(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.Read, FileShare.Read))
            {
                verify(stream);
            }

            SharedFile.Publish(temporary, path, overwrite: false);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <inheritdoc/>
    public Stream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

using System.Text.RegularExpressions;

namespace MicroStatus.Backend.Storage;

/// <summary>Files that others read: complete or not there at all, and writable by the group (lab.md §1).</summary>
internal static partial class SharedFile
{
    private static readonly TimeSpan LeftOverAge = TimeSpan.FromDays(1);

    /// <summary>Everybody reads, owner and group write.</summary>
    internal const UnixFileMode GroupWritable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;

    /// <summary>A name beside a file, under which it is made first.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A name that nothing has; short, since the file's own may take all of the 255 bytes.</returns>
    public static string TemporaryNameFor(string path) => Path.Join(Path.GetDirectoryName(path), $".{Guid.NewGuid():N}.tmp");

    /// <summary>Writes a file beside its place, flushes it and gives it its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="overwrite">An existing file is replaced.</param>
    /// <exception cref="IOException">The file exists, or any other fault of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var temporary = TemporaryNameFor(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
            }

            Publish(temporary, path, overwrite);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Flushes a finished file to the disk, makes it group-writable and gives it its name.</summary>
    /// <param name="temporary">The finished file; no connection may have it open.</param>
    /// <param name="path">Its name.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <exception cref="IOException">The name exists, or any other fault.</exception>
    public static void Publish(string temporary, string path, bool overwrite)
    {
        File.SetUnixFileMode(temporary, GroupWritable);
        using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite);
    }

    /// <summary>Lets the group write into a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static void AllowGroup(string folder) =>
        File.SetUnixFileMode(folder, GroupWritable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    /// <summary>Removes an unfinished file and what SQLite keeps beside it.</summary>
    /// <param name="temporary">The file.</param>
    public static void Discard(string temporary)
    {
        if (!Directory.Exists(Path.GetDirectoryName(temporary)))
        {
            return;
        }

        foreach (var suffix in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            File.Delete(temporary + suffix);
        }
    }

    /// <summary>Removes unfinished files that killed processes left in a folder: of our naming, and untouched for a day.</summary>
    /// <param name="folder">The folder; nothing happens when it is not there or may not be read.</param>
    /// <param name="now">The moment.</param>
    public static void Sweep(string folder, DateTimeOffset now)
    {
        var ours = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Directory, IgnoreInaccessible = true };
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(".*.tmp*", ours) : [])
        {
            if (LeftOver().IsMatch(file.Name) && now.UtcDateTime - file.LastWriteTimeUtc > LeftOverAge)
            {
                try
                {
                    file.Delete();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Somebody else's by now, or to be removed by somebody else: it harms nobody.
                }
            }
        }
    }

    [GeneratedRegex(@"^\.[0-9a-f]{32}\.tmp(-journal|-wal|-shm)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeftOver();
}

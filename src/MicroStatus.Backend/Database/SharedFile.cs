namespace MicroStatus.Backend.Database;

/// <summary>Files of the database's folder: complete or not there at all, and writable by the group (lab.md §1).</summary>
internal static class SharedFile
{
    private const UnixFileMode GroupWritable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;

    /// <summary>A name beside a file, under which it is made first.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A name that nothing has.</returns>
    public static string TemporaryNameFor(string path) =>
        Path.Join(Path.GetDirectoryName(path), "." + Path.GetFileName(path) + "." + Path.GetRandomFileName());

    /// <summary>Flushes a finished file to the disk, makes it group-writable and gives it its name.</summary>
    /// <param name="temporary">The finished file; no connection may have it open.</param>
    /// <param name="path">Its name.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <exception cref="IOException">The name exists, or any other fault.</exception>
    public static void Publish(string temporary, string path, bool overwrite)
    {
        AllowGroup(temporary, GroupWritable);
        using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite);
    }

    /// <summary>Lets the group write into a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static void AllowGroup(string folder) => AllowGroup(folder, GroupWritable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

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

    private static void AllowGroup(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}

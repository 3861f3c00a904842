namespace MicroStatus.Acquisition;

/// <summary>Whether a folder is gone. What cannot be seen is not gone.</summary>
public static class FolderPresence
{
    /// <summary>Looks.</summary>
    /// <param name="files">The store.</param>
    /// <param name="path">The folder.</param>
    /// <param name="fault">Why it cannot be seen, or null.</param>
    /// <returns>False only when it is certain that nothing is there.</returns>
    public static bool IsThere(IFileTree files, string path, out Exception? fault)
    {
        fault = null;
        try
        {
            return files.Find(path) is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = e;
            return true;
        }
    }
}

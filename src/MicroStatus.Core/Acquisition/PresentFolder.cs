namespace MicroStatus.Acquisition;

/// <summary>Lists folders that need not be there.</summary>
internal static class PresentFolder
{
    /// <summary>Lists a folder.</summary>
    /// <param name="files">Reads it.</param>
    /// <param name="path">The folder.</param>
    /// <returns>Its entries; none when it is not there.</returns>
    public static IReadOnlyList<FolderEntry> List(IFileTree files, string path)
    {
        try
        {
            return files.List(path);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}

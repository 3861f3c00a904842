namespace MicroStatus.Trash;

/// <summary>Follows files through the records of those who took them elsewhere. Pure.</summary>
public static class FileRelocations
{
    private const int MostHops = 32; // records that lead in a circle

    /// <summary>Follows a path.</summary>
    /// <param name="relocations">A dataset's records, oldest first.</param>
    /// <param name="path">Where a file was.</param>
    /// <returns>Where it is, and the records of the file itself on the way there (those of a folder above it change nothing of the file); null
    /// when no record tells of it.</returns>
    public static (string Path, IReadOnlyList<FileRelocation> OfItself)? Follow(IReadOnlyList<FileRelocation> relocations, string path)
    {
        var at = path;
        var ofItself = new List<FileRelocation>();
        for (var hops = 0; hops < MostHops; hops++)
        {
            if (relocations.LastOrDefault(record => record.OldPath == at) is { } exact)
            {
                ofItself.Add(exact);
                at = exact.NewPath;
            }
            else if (relocations.LastOrDefault(record => at.StartsWith(record.OldPath + "/", StringComparison.Ordinal)) is { } above)
            {
                at = above.NewPath + at[above.OldPath.Length..];
            }
            else
            {
                break;
            }
        }

        return at == path ? null : (at, ofItself);
    }

    /// <summary>What a file must be when nobody has written it since.</summary>
    /// <param name="proven">What it was when it was proven.</param>
    /// <param name="relocations">Its own records, oldest first.</param>
    /// <returns>What it must be; null when a record does not begin where the one before it ended.</returns>
    public static FileStamp? Expected(FileStamp proven, IReadOnlyList<FileRelocation> relocations)
    {
        FileStamp? expected = proven;
        foreach (var relocation in relocations)
        {
            expected = expected == relocation.Before ? relocation.After : null;
        }

        return expected;
    }
}

using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Measures how far a zarr tile has grown, without walking its chunks: the last folder of each level tells.</summary>
/// <param name="tree">The store.</param>
/// <remarks>
/// Chunks of the full resolution lie in <c>0/c/z/y/x</c> (version 3), <c>0/z/y/x</c> or as files <c>0/z.y.x</c> (version 2). They come in the
/// order of z, so the number of entries of the first level, then of the last folder of the next ones, only grows. At most six listings.
/// </remarks>
internal sealed class ZarrGrowth(IFileTree tree)
{
    private const int Dimensions = 3;
    private const long MostEntries = 999_999;

    /// <summary>Measures one tile.</summary>
    /// <param name="path">The tile's folder.</param>
    /// <param name="before">The tile as known so far.</param>
    /// <returns>A number that grows with the chunks, and the newest time seen.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public FileStamp Measure(string path, FileStamp before)
    {
        try
        {
            var level = Numbered(tree.List(path), smallest: true);
            if (level is null)
            {
                return before;
            }

            path = $"{path}/{level}";
            var entries = tree.List(path);
            if (entries.Any(entry => entry is { Kind: EntryKind.Folder, Name: "c" }))
            {
                path += "/c";
                entries = tree.List(path);
            }

            return Count(path, entries, before);
        }
        catch (DirectoryNotFoundException)
        {
            // A folder went while it was looked at; what was known stays until the next look.
            return before;
        }
    }

    private FileStamp Count(string path, IReadOnlyList<FolderEntry> entries, FileStamp before)
    {
        var score = 0L;
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            score = (score * (MostEntries + 1)) + Math.Min(entries.Count, MostEntries);
            if (dimension + 1 < Dimensions)
            {
                var next = entries.Count == 0 ? null : Numbered(entries, smallest: false);
                path = next is null ? path : $"{path}/{next}";
                entries = next is null ? [] : tree.List(path);
            }
        }

        var modified = tree.Find(path)?.Modified ?? before.Modified;
        return new FileStamp(score, modified > before.Modified ? modified : before.Modified);
    }

    private static string? Numbered(IReadOnlyList<FolderEntry> entries, bool smallest)
    {
        string? found = null;
        var best = 0L;
        foreach (var entry in entries)
        {
            if (entry.Kind == EntryKind.Folder
                && long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && (found is null || (smallest ? number < best : number > best)))
            {
                found = entry.Name;
                best = number;
            }
        }

        return found;
    }
}

using System.Globalization;
using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Moves.Publishing;

/// <summary>Finds the Imaris file of a whole dataset in its folder on Hive (lab.md §3, §4): the one that the row names, or else the one where
/// processing puts it. Folders of images are never listed.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
public sealed class ImarisResults(StatusSettings settings, IFileTree files)
{
    /// <summary>Finds it.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="folder">Its folder on Hive.</param>
    /// <returns>The file; several when nothing tells which one counts; none when there is none.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IReadOnlyList<string> Find(Dataset row, string folder) =>
        Named(row, folder) is { } named ? [named] : Rscm(row, folder) is { Count: > 0 } built ? built : MesoSpim(folder);

    // A move keeps what lies in the dataset, so that a path on FastStore tells the one on Hive.
    private string? Named(Dataset row, string folder)
    {
        if (row.ImarisFilePath is not { } path || !path.EndsWith(settings.Imaris.Ending, StringComparison.OrdinalIgnoreCase) || path.Split('/').Any(part => part is "." or ".."))
        {
            return null;
        }

        var below = Below(path, folder) ?? (row.Path is { } former ? Below(path, Path.TrimEndingDirectorySeparator(former)) : null);
        return below is not null && files.Find(Path.Join(folder, below)) is { Kind: EntryKind.File } ? Path.Join(folder, below) : null;
    }

    private static string? Below(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : null;

    // The job of the row; without one, the last job that has a file: 10 comes after 9.
    private IReadOnlyList<string> Rscm(Dataset row, string folder)
    {
        var composites = Path.Join(folder, settings.Rscm.Processing.Stitching.CompositesFolder);
        var pattern = SettingPattern.Compile(settings.Rscm.Processing.Denoising.JobFolderPattern);
        var jobs = List(composites)
            .Where(entry => entry.Kind == EntryKind.Folder)
            .Select(entry => (entry.Name, Match: pattern.Match(entry.Name)))
            .Where(job => job.Match.Success)
            .Select(job => (job.Name, Number: job.Match.Groups["number"].Value))
            .OrderByDescending(job => job.Number == row.JobNumber)
            .ThenByDescending(job => long.TryParse(job.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
        foreach (var (name, number) in jobs)
        {
            var job = Path.Join(composites, name);
            var found = ImarisIn(job, "*" + settings.Imaris.Ending);
            var expected = Path.Join(job, settings.Rscm.Processing.ImarisBuild.FileName.Replace("{JobNumber}", number, StringComparison.Ordinal));
            if (found.Count > 0)
            {
                return found.Contains(expected) ? [expected] : found;
            }
        }

        return [];
    }

    // The tiles' files are no result; the whole dataset's is, wherever processing puts it.
    private IReadOnlyList<string> MesoSpim(string folder)
    {
        var processing = settings.MesoSpim.Processing;
        var decon = Path.Join(folder, processing.DeconFolder);
        (string Folder, string Files)[] places =
        [
            (Path.Join(decon, processing.ImsFolder), processing.MontageFiles),
            (Path.Join(folder, processing.ImsFolder), processing.MontageFiles),
            (decon, processing.ZarrFinalFiles),
            (folder, processing.ZarrFinalFiles),
        ];
        return places.Select(place => ImarisIn(place.Folder, place.Files)).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private List<string> ImarisIn(string folder, string glob) =>
    [
        .. List(folder)
            .Where(entry => entry.Kind == EntryKind.File
                && FileSystemName.MatchesSimpleExpression(glob, entry.Name, ignoreCase: true)
                && entry.Name.EndsWith(settings.Imaris.Ending, StringComparison.OrdinalIgnoreCase))
            .Select(entry => Path.Join(folder, entry.Name))
            .Order(StringComparer.Ordinal),
    ];

    private IReadOnlyList<FolderEntry> List(string folder) => files.Find(folder) is { Kind: EntryKind.Folder } ? files.List(folder) : [];
}

using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Processing.Analysis;

/// <summary>Plans a dataset's analysis task, or tells why it gets none (lab.md §12). Reads only.</summary>
/// <param name="tools">What it needs.</param>
public sealed class AnalysisPlanner(TrashTools tools)
{
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);
    private readonly TimeZoneInfo _zone = LabTime.Of(tools.Settings.Lab).Zone;

    /// <summary>The rules.</summary>
    public AnalysisRules Rules { get; } = new(tools.Settings);

    /// <summary>Whether a row speaks for a task.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>A sentence for each reason why it gets none.</returns>
    public IReadOnlyList<string> Reasons(Dataset row) => Rules.Reasons(row, _whereabouts.Paths(row).IsDemo);

    /// <summary>Looks at the Imaris file of a dataset that its row speaks for.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The file; null when it is not there.</returns>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public ImarisFile? Look(Dataset row, CancellationToken cancellationToken)
    {
        try
        {
            return tools.Imaris.Examine(Rules.FileOf(row)!, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The task of a dataset, in a file whose name is free.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The task.</returns>
    /// <exception cref="StatusException"><c>AnalysisFolderMissing</c>, <c>AnalysisTaskRefused</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public AnalysisTask Plan(Dataset row)
    {
        var folder = tools.Settings.Analysis.Folder;
        if (tools.Files.Find(folder) is not { Kind: EntryKind.Folder or EntryKind.Link })
        {
            throw new StatusException(
                "AnalysisFolderMissing",
                StatusErrorCategory.NotFound,
                $"The folder of analysis tasks, {folder}, is not there; it is never made, since it may lie on a store that is not mounted.",
                "Mount the store or make the folder, or correct Analysis:Folder; then try again.",
                folder);
        }

        var file = Rules.FileOf(row)!;
        return new AnalysisTask
        {
            Id = row.Id,
            Name = row.Name,
            ImarisFilePath = file,
            Actions = tools.Settings.Analysis.Actions,
            OutputFolder = Rules.OutputFolders(file).FirstOrDefault(output => tools.Files.Find(output) is { Kind: EntryKind.Folder })
                ?? Rules.DefaultOutputFolder(row)
                ?? throw Refused(row, "Its PI or CL number cannot be a folder's name."),
            Path = FreeName(folder, tools.Now),
            Created = TimeZoneInfo.ConvertTime(tools.Now, _zone),
        };
    }

    /// <summary>The error for a dataset that gets no task.</summary>
    internal static StatusException Refused(Dataset row, string reasons) => new(
        "AnalysisTaskRefused", StatusErrorCategory.InvalidOperation, $"{row.Name} gets no analysis task: {reasons}", "Remove the cause; then try again.", row.Id);

    // The name tells the second: two tasks of one second get two.
    private string FreeName(string folder, DateTimeOffset from)
    {
        for (var second = from; ; second = second.AddSeconds(1))
        {
            var time = TimeZoneInfo.ConvertTime(second, _zone).ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
            var path = Path.Join(folder, tools.Settings.Analysis.FileName.Replace("{Time}", time, StringComparison.Ordinal));
            if (tools.Files.Find(path) is null)
            {
                return path;
            }
        }
    }
}

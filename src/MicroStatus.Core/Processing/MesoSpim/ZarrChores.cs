using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>What is done beside the stages of an OME-Zarr dataset: its metadata are zipped when imaging has finished, and what deconvolution left goes to the
/// trash when the final file opens (lab.md §4).</summary>
/// <param name="settings">Names and globs.</param>
/// <param name="files">The stores.</param>
internal sealed class ZarrChores(MesoSpimProcessingSettings settings, IFileTree files)
{
    /// <summary>The chores.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="contents">What is listed.</param>
    /// <param name="result">The final file when it opens.</param>
    public IReadOnlyList<ProcessingAct> Of(Dataset row, MesoSpimContents contents, ProcessingResult? result)
    {
        var acts = new List<ProcessingAct>();
        if (row.ImagingStatus == ImagingStatus.Finished)
        {
            acts.AddRange(contents.Groups
                .Select(group => Path.Join(contents.Folder, group))
                .Where(group => files.Find(Path.Join(group, settings.ZarrBackupFile)) is null)
                .Select(group => new ProcessingAct.BackUpMetadata(group, Path.Join(group, settings.ZarrBackupFile)) { What = $"Backs up the metadata of {Path.GetFileName(group)}." }));
        }

        var leftOvers = contents.Decon
            .Where(entry => entry.Kind is EntryKind.File or EntryKind.Folder && settings.ZarrCleanupFiles.Any(glob => FileSystemName.MatchesSimpleExpression(glob, entry.Name)))
            .Select(entry => $"{settings.DeconFolder}/{entry.Name}")
            .Order(StringComparer.Ordinal)
            .ToList();
        if (result is not null && contents.IsDeconvolved && leftOvers.Count > 0)
        {
            acts.Add(new ProcessingAct.Discard(TrashKind.Cleanup, leftOvers, result.Path) { What = $"{Path.GetFileName(result.Path)} opens, so that what it was made of is not needed any more." });
        }

        return acts;
    }
}

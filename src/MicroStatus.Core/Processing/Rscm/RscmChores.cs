using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Processing.Rscm;

/// <summary>What of an RSCM dataset goes to the trash: composites once the Imaris file opens, and a colour that is not wanted (lab.md §3). Never anything of a dataset that
/// something works on.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">Reads the z-layers.</param>
internal sealed class RscmChores(StatusSettings settings, IFileTree files)
{
    private readonly RscmNames _names = new(settings.Rscm, new StrayFiles(settings.Discovery.StrayFiles));

    /// <summary>Composites that the Imaris file has made dispensable.</summary>
    /// <param name="traces">What there is.</param>
    /// <returns>One act for raw composites and one for denoised ones, each only when there are some on FastStore.</returns>
    public static IReadOnlyList<ProcessingAct> CleanUps(RscmTraces traces)
    {
        if (traces.IsBusy || traces.Imaris is not { IsGood: true, File: { } product })
        {
            return [];
        }

        var row = traces.Subject.Row;
        (Composites? Composites, string What)[] groups = [(traces.Raw, "raw composites"), (row.KeepComposites ? null : traces.Denoised, "denoised composites")];
        return
        [
            .. groups
                .Where(group => group.Composites is { Names.Count: > 0 } found && found.Folder.StartsWith(traces.Subject.Folder + "/", StringComparison.Ordinal))
                .Select(group => new ProcessingAct.Discard(TrashKind.Cleanup, Relative(traces.Subject, group.Composites!), product.Path)
                {
                    What = string.Create(CultureInfo.InvariantCulture, $"{group.Composites!.Names.Count} {group.What} go to the trash: {Path.GetFileName(product.Path)} opens."),
                }),
        ];
    }

    /// <summary>The colour that is not wanted, in all z-layers; looked for before stitching begins, and again when all is done.</summary>
    /// <param name="traces">What there is.</param>
    /// <param name="stages">The stages.</param>
    /// <returns>One act, or none. The only colour of a dataset stays.</returns>
    public ProcessingAct? UnwantedColour(RscmTraces traces, IReadOnlyList<StageReading> stages)
    {
        var row = traces.Subject.Row;
        var isTime = stages.All(stage => stage.State == StageState.Waiting) || stages[^1].State == StageState.Done;
        if (!row.Delete405 || row.ImagingStatus != ImagingStatus.Finished || row.Moved || row.Moving || row.Paused || row.Channels is not > 1 || traces.IsBusy || !isTime)
        {
            return null;
        }

        var colour = settings.Rscm.DiscardedColour;
        List<string> found =
        [
            .. files.List(traces.Subject.Folder)
                .Where(entry => entry.Kind == EntryKind.Folder && _names.LayerNumber(entry.Name) is not null)
                .Select(entry => $"{entry.Name}/{colour}")
                .Where(path => files.Find(Path.Join(traces.Subject.Folder, path)) is { Kind: EntryKind.Folder })
                .Order(StringComparer.Ordinal),
        ];
        return found.Count == 0
            ? null
            : new ProcessingAct.Discard(TrashKind.Channel, found, Product: null)
            {
                What = string.Create(CultureInfo.InvariantCulture, $"The colour {colour} of {found.Count} z-layers goes to the trash: delete_405 is set."),
            };
    }

    private static List<string> Relative(ProcessingSubject subject, Composites composites) =>
        composites.Names.Select(name => Path.Join(composites.Folder, name)[(subject.Folder.Length + 1)..]).ToList();
}

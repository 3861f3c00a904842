using MicroStatus.Configuration;

namespace MicroStatus.Acquisition;

/// <summary>Where below FastStore's acquisitions a walk may begin: a modality folder, a dataset, or any folder between them (lab.md §2).</summary>
/// <param name="settings">Where the acquisitions are, and how deep they lie.</param>
/// <param name="files">The store.</param>
/// <param name="instruments">The instruments.</param>
/// <param name="isKnown">Whether a folder is a dataset already known.</param>
public sealed class AcquisitionPlaces(StatusSettings settings, IFileTree files, IReadOnlyList<IInstrument> instruments, Func<string, bool> isKnown)
{
    private readonly string _acquire = Path.TrimEndingDirectorySeparator(settings.Storage.FastStore.AcquirePath);
    private readonly StrayFiles _stray = new(settings.Discovery.StrayFiles);

    /// <summary>The starts that a folder stands for.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>One start an instrument whose datasets may lie in it.</returns>
    /// <exception cref="StatusException"><c>PathOutsideAcquire</c>, <c>PathNotFound</c>, <c>PathNotFolder</c>, <c>PathIsLink</c>, <c>PathInsideDataset</c>,
    /// <c>PathNotSearched</c>, <c>PathUnreadable</c>.</exception>
    public IReadOnlyList<DiscoveryStart> Find(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (path != _acquire && !IsBelow(path, _acquire))
        {
            throw Refusal("PathOutsideAcquire", StatusErrorCategory.InvalidData, path, $"'{path}' does not lie in FastStore's acquisitions, '{_acquire}'.", $"Name '{_acquire}' or a folder in it.");
        }

        try
        {
            RequireFolder(_acquire, path);
            foreach (var instrument in instruments)
            {
                var modality = ModalityFolder(instrument);
                if (path == modality || IsBelow(path, modality))
                {
                    return [Descend(instrument, modality, path)];
                }
            }

            RequireFolder(path, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StatusException("PathUnreadable", StatusErrorCategory.Permission, $"'{path}' cannot be read: {e.Message}", "Ask for the right to read it, or mend the store.", path, e);
        }

        var starts = instruments.Where(instrument => IsBelow(ModalityFolder(instrument), path)).Select(Top).ToList();
        return starts.Count > 0
            ? starts
            : throw Refusal("PathNotSearched", StatusErrorCategory.InvalidData, path, $"'{path}' lies in no instrument's folder: {string.Join(", ", instruments.Select(ModalityFolder))}.", null);
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static StatusException Refusal(string id, StatusErrorCategory category, string path, string message, string? action) =>
        new(id, category, message, action, path);

    private string ModalityFolder(IInstrument instrument) => Path.Join(_acquire, instrument.Folder);

    private DiscoveryStart Top(IInstrument instrument) => new(instrument, ModalityFolder(instrument), string.Empty, Depth: 0);

    // Down the same way that discovery takes, so that nothing is found here that a check would not find.
    private DiscoveryStart Descend(IInstrument instrument, string modality, string path)
    {
        RequireFolder(modality, path);
        var start = Top(instrument);
        foreach (var name in Path.GetRelativePath(modality, path).Split('/').Where(name => name != "."))
        {
            if (start.Depth > 0 && (isKnown(start.Path) || instrument.IsDataset(Path.GetFileName(start.Path), files.List(start.Path))))
            {
                throw Refusal("PathInsideDataset", StatusErrorCategory.InvalidData, path, $"'{path}' lies inside the dataset '{start.Path}'.", "Name the dataset's folder, or one above it.");
            }

            var below = Path.Join(start.Path, name);
            RequireFolder(below, path);
            if (start.Depth == settings.Discovery.MaximumDepth)
            {
                throw Refusal(
                    "PathNotSearched",
                    StatusErrorCategory.InvalidData,
                    path,
                    FormattableString.Invariant($"'{path}' lies more than {settings.Discovery.MaximumDepth} folders below '{modality}', where no dataset is looked for."),
                    "Move the dataset up, or raise Discovery:MaximumDepth in the settings.");
            }

            if (!instrument.MayHoldDatasets(name) || _stray.Match(name))
            {
                throw Refusal("PathNotSearched", StatusErrorCategory.InvalidData, path, $"No dataset is looked for in '{below}': its name is one of an instrument's own data, or of a stray file.", null);
            }

            start = new DiscoveryStart(instrument, below, start.Depth == 0 ? name : start.RelativePath + "/" + name, start.Depth + 1);
        }

        return start;
    }

    private void RequireFolder(string folder, string path)
    {
        switch (files.Find(folder)?.Kind)
        {
            case EntryKind.Folder:
                return;
            case null:
                throw Refusal("PathNotFound", StatusErrorCategory.NotFound, path, $"There is no folder '{folder}'.", null);
            case EntryKind.Link:
                throw Refusal("PathIsLink", StatusErrorCategory.InvalidData, path, $"'{folder}' is a symbolic link, which is never followed.", "Name the folder that it points to, if that lies in FastStore's acquisitions.");
            default:
                throw Refusal("PathNotFolder", StatusErrorCategory.InvalidData, path, $"'{folder}' is no folder.", "Name the dataset's folder, or one above it.");
        }
    }
}

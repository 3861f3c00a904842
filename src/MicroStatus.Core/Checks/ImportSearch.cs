using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>Searches FastStore for datasets that no row knows; nothing is written.</summary>
/// <param name="context">The import.</param>
/// <param name="rows">Rows on FastStore by folder.</param>
/// <param name="instruments">Whose datasets to find.</param>
public sealed class ImportSearch(CheckContext context, IDictionary<string, Dataset> rows, IReadOnlyList<IInstrument> instruments)
{
    private readonly List<ImportCandidate> _candidates = [];
    private readonly List<FoundDataset> _known = [];
    private readonly List<StatusException> _faults = [];

    /// <summary>Searches.</summary>
    /// <param name="paths">Absolute paths.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>What was found.</returns>
    public ImportFinding Find(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var starts = StartsOf(paths, cancellationToken);
        var visited = 0;
        var found = new DatasetDiscovery(context.Settings, context.Files, instruments).RunBelow(
            [.. starts.SelectMany(start => start.Starts)],
            path =>
            {
                context.Observer.Progress(CheckStep.Acquisition, ++visited, total: 0, Path.GetFileName(path));
                return rows.ContainsKey(path);
            },
            context.Now,
            cancellationToken);
        _faults.AddRange(found.Faults.Select(fault => FaultOf(fault.Path, fault.Cause)));
        Sort(found.Found, cancellationToken);
        return new ImportFinding(_candidates, _known, EmptyOf(starts, found), _faults);
    }

    private static StatusException FaultOf(string path, Exception cause) =>
        new("FolderUnreadable", StatusErrorCategory.Permission, $"'{path}' cannot be read: {cause.Message}", target: path, inner: cause);

    private List<(string Path, IReadOnlyList<DiscoveryStart> Starts)> StartsOf(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        // Of all instruments: a path of a modality that is not wanted is no mistake.
        var places = new AcquisitionPlaces(context.Settings, context.Files, context.Instruments, rows.ContainsKey);
        var starts = new List<(string Path, IReadOnlyList<DiscoveryStart> Starts)>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                starts.Add((path, [.. places.Find(path).Where(start => instruments.Contains(start.Instrument))]));
            }
            catch (StatusException e)
            {
                _faults.Add(e);
            }
        }

        return starts;
    }

    private void Sort(IReadOnlyList<FoundDataset> found, CancellationToken cancellationToken)
    {
        var identification = new DatasetIdentification(context, rows);
        foreach (var folder in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var meaning = identification.Read(folder);
                switch (meaning.Kind)
                {
                    case FolderMeaningKind.Known:
                    case FolderMeaningKind.Returned when meaning.Place!.IsDemo:
                        _known.Add(folder);
                        break;
                    case FolderMeaningKind.Returned:
                        _faults.Add(Returned(folder, meaning.Row!));
                        break;
                    default:
                        _candidates.Add(new ImportCandidate(folder, meaning.Row));
                        break;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _faults.Add(FaultOf(folder.Path, e));
            }
        }
    }

    private static StatusException Returned(FoundDataset folder, Dataset row) => new(
        "DatasetReturned",
        StatusErrorCategory.Exists,
        FormattableString.Invariant($"Dataset {row.Id} ({row.Name}) was moved, and a folder is at its old place again: '{folder.Path}'."),
        "Rename the folder if it is a new acquisition.",
        folder.Path);

    // A folder that could not be read may hold some.
    private static List<string> EmptyOf(List<(string Path, IReadOnlyList<DiscoveryStart> Starts)> starts, DiscoveryResult found)
    {
        var holding = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in found.Found.Select(folder => folder.Path).Concat(found.Faults.Select(fault => fault.Path)))
        {
            for (var at = path; !string.IsNullOrEmpty(at) && holding.Add(at); at = Path.GetDirectoryName(at)!)
            {
                // Each folder above it, up to one that is known to hold a dataset already.
            }
        }

        return [.. starts.Select(start => start.Path).Where(path => !holding.Contains(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))))];
    }
}

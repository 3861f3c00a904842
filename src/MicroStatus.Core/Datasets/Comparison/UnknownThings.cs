using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Storage;

namespace MicroStatus.Datasets.Comparison;

/// <summary>What lies on FastStore and in its trash that no row knows: looked for when all rows were seen.</summary>
public sealed class UnknownThings
{
    // A modality's folder above, and layer and colour below a dataset (lab.md §3).
    internal const int TrashDepthBelowDataset = 4;

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _relativePaths = new(StringComparer.Ordinal);
    private readonly HashSet<long> _ids = [];
    private readonly StatusSettings _settings;
    private readonly IBackend _backend;
    private readonly IDatasetDatabase _database;
    private readonly DatasetComparer _comparer;
    private readonly IReadOnlyList<IInstrument> _instruments;

    /// <summary>Prepares the search.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="backend">The stores.</param>
    /// <param name="database">Remembers which folders hold no datasets.</param>
    /// <param name="comparer">Knows the stores and reads markers.</param>
    public UnknownThings(StatusSettings settings, IBackend backend, IDatasetDatabase database, DatasetComparer comparer)
    {
        _settings = settings;
        _backend = backend;
        _database = database;
        _comparer = comparer;
        _instruments = Instruments.All(settings, backend.Files, backend.TiffHeaders);
    }

    /// <summary>Takes note of a row.</summary>
    /// <param name="row">The row.</param>
    public void Know(Dataset row)
    {
        _ids.Add(row.Id);
        var path = StorePath.Of(row.Path, _settings.Storage);
        if (path.Path is not null)
        {
            _paths.Add(path.Path);
        }

        if (path.RelativePath is not null)
        {
            _relativePaths.Add(path.RelativePath);
        }
    }

    /// <summary>Looks; nothing is looked at while FastStore is absent.</summary>
    /// <param name="report">Hears of folders that cannot be read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Each as it is found.</returns>
    public IEnumerable<DatasetDifference> Find(Action<FolderFault> report, CancellationToken cancellationToken) =>
        _comparer.Whereabouts.FastStore.IsPresent ? Folders(report, cancellationToken).Concat(Trash(report, cancellationToken)) : [];

    private IEnumerable<DatasetDifference> Folders(Action<FolderFault> report, CancellationToken cancellationToken)
    {
        var result = new DatasetDiscovery(_settings, _backend.Files, _instruments)
            .Run(_database.ReadFolders(), _paths.Contains, _backend.Clock(_settings).GetUtcNow(), cancellationToken);
        foreach (var fault in result.Faults)
        {
            report(fault);
        }

        foreach (var found in result.Found.Where(found => !_paths.Contains(found.Path)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return NotRecorded(found, report);
        }
    }

    private DatasetDifference NotRecorded(FoundDataset found, Action<FolderFault> report)
    {
        var name = Path.GetFileName(found.Path);
        var marked = string.Empty;
        try
        {
            if (_comparer.ReadMarker(found.Path) is { Path: { } path } && path != found.Path)
            {
                marked = $" Its marker names '{path}': it is a copy of that dataset, or its new name.";
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(new FolderFault(found.Path, e));
        }

        return new DatasetDifference
        {
            Name = name,
            Path = found.Path,
            Kind = DifferenceKind.NotRecorded,
            Database = "no row",
            Found = $"a dataset of {found.Instrument.Modality}",
            Text = $"{name} is on FastStore, and no row knows it.{marked} A status check records it and announces it; Import-Dataset records it without a word.",
            Action = $"Import-Dataset -Path {CommandText.Quote(found.Path)}",
        };
    }

    private IEnumerable<DatasetDifference> Trash(Action<FolderFault> report, CancellationToken cancellationToken)
    {
        var entries = _comparer.Whereabouts.Trash.All(
            (name, content) => _instruments.Any(instrument => instrument.IsDataset(name, [.. content])),
            _settings.Discovery.MaximumDepth + TrashDepthBelowDataset,
            report,
            cancellationToken);
        foreach (var entry in entries)
        {
            var isOfNobody = entry.Id is { } id ? !_ids.Contains(id) : !IsBelowRow(entry.RelativePath);
            if (isOfNobody)
            {
                yield return Difference(entry, DifferenceKind.TrashOfNobody) with
                {
                    Id = null,
                    Database = entry.Id is { } gone ? FormattableString.Invariant($"no row {gone}") : "no row with this path",
                    Text = $"'{entry.Path}' in the trash belongs to no row."
                        + (entry.IsMarked ? " It will be deleted when its time is over." : " It has no marker, so it is never deleted: look at it, and delete it by hand."),
                };
            }
            else if (!entry.IsMarked)
            {
                yield return Difference(entry, DifferenceKind.TrashUnmarked) with
                {
                    Text = $"'{entry.Path}' in the trash has no marker, so it is never deleted. The web page's moves leave it so until both sides were compared.",
                };
            }
        }
    }

    private bool IsBelowRow(string relativePath)
    {
        for (var path = relativePath; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            if (_relativePaths.Contains(path))
            {
                return true;
            }
        }

        return false;
    }

    private static DatasetDifference Difference(TrashEntry entry, DifferenceKind kind) => new()
    {
        Id = entry.Id,
        Name = Path.GetFileName(entry.RelativePath),
        Path = entry.Path,
        Kind = kind,
        Database = "the dataset's row",
        Found = entry.IsMarked ? "in the trash, marked" : "in the trash, not marked",
        Text = string.Empty,
    };
}

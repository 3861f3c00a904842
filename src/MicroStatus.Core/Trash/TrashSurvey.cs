using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Datasets.Comparison;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;
using MicroStatus.Moves.Proving;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Reads FastStore's trash, and says of each entry when its time is over (lab.md §9). Reads, and writes nothing.</summary>
public sealed class TrashSurvey
{
    private readonly TrashTools _tools;
    private readonly TrashRules _rules;
    private readonly DatasetWhereabouts _whereabouts;

    /// <summary>Prepares reading.</summary>
    /// <param name="tools">What it needs.</param>
    public TrashSurvey(TrashTools tools)
    {
        _tools = tools;
        _rules = new TrashRules(tools.Settings.Trash, LabTime.Of(tools.Settings.Lab).Zone);
        _whereabouts = new DatasetWhereabouts(tools.Settings, tools.Files, tools.Database);
    }

    /// <summary>Why nothing can be said at all: FastStore is absent; a sentence, or null.</summary>
    public string? Suspended => _whereabouts.FastStore.IsPresent ? null : $"FastStore is absent: {_whereabouts.FastStore.Reason}";

    /// <summary>Why Hive cannot be believed, in a sentence; null when it is there.</summary>
    public string? HiveAbsent => _whereabouts.Hive.IsPresent ? null : $"Hive is absent: {_whereabouts.Hive.Reason}";

    /// <summary>Everything in the trash, in the order of the paths.</summary>
    /// <param name="isEmergency">The retention is nothing.</param>
    /// <param name="report">Hears of folders that cannot be read.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>The entries.</returns>
    public IReadOnlyList<DatasetTrash> Find(bool isEmergency, Action<FolderFault> report, CancellationToken cancellationToken)
    {
        var settings = _tools.Settings;
        var instruments = Instruments.All(settings, _tools.Files, _tools.TiffHeaders);
        var trash = new StoreTrash(
            settings.Storage.FastStore, settings.Trash, new StrayFiles(settings.Discovery.StrayFiles), _tools.Files, () => WebPageTrash.Known(settings, _tools.Database));
        return
        [
            .. trash.All(
                    (name, content) => instruments.Any(instrument => instrument.IsDataset(name, [.. content])),
                    settings.Discovery.MaximumDepth + UnknownThings.TrashDepthBelowDataset,
                    report,
                    cancellationToken)
                .Select(entry => Of(entry, isEmergency))
                .OrderBy(entry => entry.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>One entry as it stands now.</summary>
    /// <param name="entry">The entry as it was found.</param>
    /// <param name="isEmergency">The retention is nothing.</param>
    /// <returns>The entry, decided on anew.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public DatasetTrash Again(DatasetTrash entry, bool isEmergency) =>
        Of(new TrashEntry(entry.Path, entry.RelativePath, entry.Kind, entry.Id, IsMarked: true), isEmergency);

    /// <summary>What an entry takes on disk.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Bytes.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public long SizeOf(DatasetTrash entry, CancellationToken cancellationToken)
    {
        using var folder = _tools.Folders.Open(entry.Path);
        return folder is null ? _tools.Files.Find(entry.Path)?.Length ?? 0 : folder.Walk(cancellationToken).Sum(found => found.Stamp.Kind == EntryKind.Folder ? 0 : found.Bytes);
    }

    private DatasetTrash Of(TrashEntry entry, bool isEmergency)
    {
        var marker = entry.IsMarked && _tools.Files.Find(entry.Path + _tools.Settings.Trash.MarkerEnding) is { Kind: EntryKind.File } file ? file.Modified : (DateTimeOffset?)null;
        var facts = new TrashFacts
        {
            Kind = entry.Kind,
            MovedAt = marker + _tools.Settings.Demo.ClockOffset,
            Proof = entry.Kind == TrashKind.Moved && marker is not null ? ProofOf(entry.Path) : null,
            HasProduct = entry.Kind == TrashKind.Cleanup && _tools.Files.Find(entry.Path + _tools.Settings.Trash.ProductEnding) is { Kind: EntryKind.File },
            HiveAbsent = HiveAbsent,
            WhyUnmarked = entry.IsOfWebPage && marker is null ? WebPageTrash.WhyUnmarked(entry, _tools.Database) : null,
        };
        var decision = _rules.Decide(facts, _tools.Now, isEmergency);
        return new DatasetTrash
        {
            Id = entry.Id,
            Name = Path.GetFileName(entry.RelativePath),
            Kind = entry.Kind,
            Path = entry.Path,
            RelativePath = entry.RelativePath,
            MovedAt = facts.MovedAt is { } moved ? TimeZoneInfo.ConvertTime(moved, LabTime.Of(_tools.Settings.Lab).Zone) : null,
            Due = decision.Due is { } due ? TimeZoneInfo.ConvertTime(due, LabTime.Of(_tools.Settings.Lab).Zone) : null,
            IsDue = decision.IsDue,
            MayGo = decision.IsDue ? null : false,
            Reason = decision.Reason,
        };
    }

    private MoveProof? ProofOf(string path)
    {
        using var folder = _tools.Folders.Open(Path.GetDirectoryName(path)!);
        using var stream = folder?.OpenFile(Encoding.UTF8.GetBytes(Path.GetFileName(path) + MoveManifest.TrashEnding));
        try
        {
            return stream is null ? null : MoveManifest.Open(stream, path).Proof;
        }
        catch (StatusException)
        {
            return null; // the rules tell that there is no usable manifest
        }
    }
}

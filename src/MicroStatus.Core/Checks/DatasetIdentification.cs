using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Which dataset a folder is: a known row, a renamed one, a copy, a demo, or a new one (lab.md §2).</summary>
public sealed class DatasetIdentification
{
    private readonly CheckContext _context;
    private readonly IDictionary<string, Dataset> _rows;
    private readonly DatasetPlaces _places;

    /// <summary>Prepares the rules.</summary>
    /// <param name="context">The check.</param>
    /// <param name="rows">Rows on FastStore by folder; a renamed one is re-keyed.</param>
    public DatasetIdentification(CheckContext context, IDictionary<string, Dataset> rows)
    {
        _context = context;
        _rows = rows;
        _places = new DatasetPlaces(context.Settings.Discovery);
    }

    /// <summary>Identifies a folder.</summary>
    /// <param name="found">The folder.</param>
    /// <returns>What is to be looked at, or null when there is nothing to look at (any more).</returns>
    /// <exception cref="IOException">The folder could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public ObservationItem? Of(FoundDataset found)
    {
        var meaning = Read(found);
        switch (meaning.Kind)
        {
            case FolderMeaningKind.Known:
                return new ObservationItem { Name = meaning.Row!.Name, Path = found.Path, Instrument = found.Instrument, Row = meaning.Row };
            case FolderMeaningKind.Returned:
                ReportReturned(meaning.Row!, found, meaning.Place!);
                return null;
            case FolderMeaningKind.Demo:
                RegisterDemo(found, meaning.Place!);
                return null;
            case FolderMeaningKind.Renamed:
                return Rename(found, meaning.Row!);
            default:
                return Register(found, meaning.Place!);
        }
    }

    /// <summary>What a folder is; nothing is changed.</summary>
    /// <param name="found">The folder.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="IOException">The folder could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public FolderMeaning Read(FoundDataset found)
    {
        if (_rows.TryGetValue(found.Path, out var row))
        {
            return new FolderMeaning(FolderMeaningKind.Known, row, Place: null);
        }

        var place = _places.Read(found.RelativePath);
        if (FindRow(found.Path) is { } elsewhere)
        {
            return new FolderMeaning(FolderMeaningKind.Returned, elsewhere, place);
        }

        if (place.IsDemo)
        {
            return new FolderMeaning(FolderMeaningKind.Demo, null, place);
        }

        return RenamedFrom(found) is { } former
            ? new FolderMeaning(FolderMeaningKind.Renamed, former, place)
            : new FolderMeaning(FolderMeaningKind.New, null, place);
    }

    private static ObservationItem Register(FoundDataset found, DatasetPlace place) => new()
    {
        Name = place.Name,
        Path = found.Path,
        Instrument = found.Instrument,
        Registration = NewOf(found, place),
    };

    private static NewDataset NewOf(FoundDataset found, DatasetPlace place) => new()
    {
        Name = place.Name,
        Path = found.Path,
        Pi = place.Pi,
        ClNumber = place.ClNumber,
        Modality = found.Instrument.Modality,
        IsBrain = place.IsBrain,
    };

    private Dataset? FindRow(string path) =>
        _context.Database.FindDatasets(new DatasetFilter { Paths = [path] }, CancellationToken.None).FirstOrDefault();

    // A row that was moved, and a folder at its old place: someone must say what it is. A demo is just that.
    private void ReportReturned(Dataset row, FoundDataset found, DatasetPlace place)
    {
        if (!place.IsDemo)
        {
            _context.Report.Add(new CheckProblem(
                CheckStep.Acquisition,
                row.Id,
                row.Name,
                found.Path,
                $"{row.Name} was moved, and a folder is at its old place again: '{found.Path}'. Rename the folder if it is a new acquisition.",
                null));
        }
    }

    private void RegisterDemo(FoundDataset found, DatasetPlace place)
    {
        var registration = NewOf(found, place) with
        {
            ImagingStatus = ImagingStatus.Finished,
            ProcessingStatus = ProcessingStatus.Finished,
            Moved = true,
        };
        var subject = new MessageSubject(place.Name, found.Path, WindowsPath.Of(found.Path, _context.Settings.Storage), null, _context.Now);
        Write(new DatasetChangeSet
        {
            Path = found.Path,
            Name = place.Name,
            Registration = registration,
            Events = [EventOf(found.Path, place.Name, EventKind.Registered, null, "demo", $"{(_context.IsImport ? "Imported. " : string.Empty)}A demo dataset: recorded, and never touched.", null)],
            Messages = _context.News.AnnouncesWhatIsSeen ? [new ImagingMessages(_context.Messages).DemoIgnored(subject)] : [],
        });
    }

    // The row whose marker this folder carries, when the folder is that row's own under another name.
    private Dataset? RenamedFrom(FoundDataset found)
    {
        if (ReadMarker(found.Path).Path is not { } markedPath || string.Equals(markedPath, found.Path, StringComparison.Ordinal))
        {
            return null;
        }

        if (!_rows.TryGetValue(markedPath, out var row)
            || row.Moved
            || _context.Files.Find(markedPath) is not null
            || _context.Database.ReadObservation(markedPath)?.Identity is not { } noted)
        {
            return null; // a copy: a new dataset with a marker of its own
        }

        return _context.Files.Find(found.Path)?.Identity == noted ? row : null;
    }

    private DatasetMarker ReadMarker(string path)
    {
        var file = Path.Join(path, _context.Settings.Discovery.MarkerFile);
        try
        {
            return _context.Files.Find(file) is { Kind: EntryKind.File }
                ? DatasetMarker.Read(_context.Files.ReadFile(file, DatasetMarker.Limit))
                : new DatasetMarker(null, null);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            return new DatasetMarker(null, null); // not one of ours
        }
    }

    private ObservationItem? Rename(FoundDataset found, Dataset row)
    {
        var former = row.Path!;
        var renamed = row with { Path = found.Path, Name = Path.GetFileName(found.Path) };
        // The queue first: a kill in between leaves a rename that the next check finds again, never a file that names a folder that is gone.
        var reason = new RenameInProcessing(_context).Settle(renamed);
        if (!Write(ChangeSetOf(row, renamed, reason)))
        {
            return null;
        }

        if (reason is not null)
        {
            renamed = renamed with { ProcessingStatus = ProcessingStatus.NeedsAttention, ProcessingStatusText = StatusText.Of(ProcessingStatus.NeedsAttention), Paused = true };
        }

        _ = _rows.Remove(former);
        _rows[found.Path] = renamed;
        return new ObservationItem
        {
            Name = renamed.Name,
            Path = found.Path,
            Instrument = found.Instrument,
            Row = renamed,
            FormerPath = _context.Database.ReadObservation(found.Path) is null ? former : null,
        };
    }

    private DatasetChangeSet ChangeSetOf(Dataset row, Dataset renamed, AttentionReason? reason)
    {
        var (before, after) = (DatasetFields.Of(row, _context.Time), DatasetFields.Of(renamed, _context.Time));
        var changes = new List<FieldChange>();
        void Change(DatasetField field, object? to)
        {
            if (!Equals(before[field], to))
            {
                changes.Add(new FieldChange(field, before[field], to));
            }
        }

        Change(DatasetField.Path, after[DatasetField.Path]);
        Change(DatasetField.Name, after[DatasetField.Name]);
        var events = new List<DatasetEvent> { EventOf(renamed.Path!, renamed.Name, EventKind.Renamed, row.Path, renamed.Path, "The same folder under another name.", row.Id) with { Field = "path_on_fast_store" } };
        if (reason is not null)
        {
            Change(DatasetField.ProcessingStatus, StatusText.Of(ProcessingStatus.NeedsAttention));
            Change(DatasetField.Paused, 1L);
            events.Add(EventOf(renamed.Path!, renamed.Name, EventKind.Attention, null, reason.Kind, reason.Text, row.Id));
        }

        var subject = new MessageSubject(renamed.Name, renamed.Path!, WindowsPath.Of(renamed.Path!, _context.Settings.Storage), row.InstrumentId, _context.Now);
        return new DatasetChangeSet
        {
            Path = renamed.Path!,
            Name = renamed.Name,
            Id = row.Id,
            Fields = changes,
            Events = events,
            Messages = reason is null || !_context.News.AnnouncesWhatIsSeen ? [] : [.. new AttentionMessages(_context.Messages).Of(subject, [reason])],
            Opened = reason is null ? [] : [reason],
            PausedByUs = reason is not null && !row.Paused,
            FormerPath = row.Path,
        };
    }

    private bool Write(DatasetChangeSet changeSet)
    {
        var writer = new DecisionWriter(_context, limit: 1);
        var problems = _context.Report.Problems.Count;
        writer.Add(changeSet);
        return _context.Report.Problems.Count == problems;
    }

    private DatasetEvent EventOf(string path, string name, string kind, string? from, string? to, string why, long? id) => new()
    {
        Time = _context.Now,
        Id = id,
        Name = name,
        Path = path,
        Kind = kind,
        From = from,
        To = to,
        Why = why,
    };
}

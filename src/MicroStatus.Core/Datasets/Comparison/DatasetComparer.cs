using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Storage;

namespace MicroStatus.Datasets.Comparison;

/// <summary>Compares rows with the stores. It reads, and changes nothing.</summary>
public sealed class DatasetComparer
{
    private readonly StatusSettings _settings;
    private readonly IFileTree _files;
    private readonly IDatasetDatabase _database;
    private readonly IReadOnlyList<IInstrument> _instruments;
    private readonly DatasetWhereabouts _whereabouts;
    private readonly ILookup<string, AttentionRecord> _attention;
    private readonly LabTime _time;
    private readonly DateTimeOffset _now;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="backend">The stores.</param>
    /// <param name="database">The database, open for reading.</param>
    public DatasetComparer(StatusSettings settings, IBackend backend, IDatasetDatabase database)
    {
        _settings = settings;
        _files = backend.Files;
        _database = database;
        _instruments = Instruments.All(settings, backend.Files, backend.TiffHeaders);
        _whereabouts = new DatasetWhereabouts(settings, backend.Files, database);
        _attention = database.ReadOpenAttention().ToLookup(attention => attention.Path, StringComparer.Ordinal);
        _time = LabTime.Of(settings.Lab);
        _now = backend.Clock(settings).GetUtcNow();
    }

    /// <summary>Where datasets are looked for, and which store is absent.</summary>
    public DatasetWhereabouts Whereabouts => _whereabouts;

    /// <summary>Compares one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>Its differences.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IReadOnlyList<DatasetDifference> Compare(Dataset row, CancellationToken cancellationToken)
    {
        var seen = _whereabouts.Of(row, everywhere: true);
        var differences = PlaceComparison.Of(row, seen).ToList();
        if (!row.Moved && !seen.IsDemo && seen.OnFastStore == FolderState.Folder)
        {
            var path = seen.FastStorePath.Path!;
            differences.AddRange(CompareImaging(row, path, seen.FastStorePath, cancellationToken));
            if (MarkerComparison.Of(row, path, ReadMarker(path)) is { } difference)
            {
                differences.Add(difference);
            }
        }

        return differences;
    }

    /// <summary>Reads the marker of a dataset's folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The marker; null when there is none.</returns>
    /// <exception cref="UnauthorizedAccessException">It refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public DatasetMarker? ReadMarker(string path)
    {
        var file = Path.Join(path, _settings.Discovery.MarkerFile);
        try
        {
            return _files.Find(file) is null ? null : DatasetMarker.Read(_files.ReadFile(file, DatasetMarker.Limit));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            return new DatasetMarker(Path: null, Id: null); // far too large, or no file
        }
    }

    private IEnumerable<DatasetDifference> CompareImaging(Dataset row, string path, StorePath place, CancellationToken cancellationToken)
    {
        if (InstrumentOf(row, place) is not { } instrument)
        {
            return [];
        }

        // What is remembered saves reading each image again; everything is listed anew all the same, and nothing of it is kept.
        var record = _database.ReadObservation(path);
        var request = new ObservationRequest { Path = path, Name = row.Name, Memory = record?.Memory, FullListing = true, Now = _now };
        var observation = instrument.Observe(request, cancellationToken);
        var history = ImagingHistory.Of(row, record, _attention[path]);
        var decision = ImagingRules.Decide(observation, history, instrument.QuietTime, instrument.ProgressTimeout, _now);
        return ImagingComparison.Of(row, observation, decision, instrument.Unit, _time);
    }

    private IInstrument? InstrumentOf(Dataset row, StorePath place) =>
        _instruments.FirstOrDefault(instrument => string.Equals(instrument.Modality, row.Modality, StringComparison.OrdinalIgnoreCase))
        ?? _instruments.FirstOrDefault(instrument => place.RelativePath?.StartsWith(instrument.Folder + "/", StringComparison.Ordinal) == true);
}

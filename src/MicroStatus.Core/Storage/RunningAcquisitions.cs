using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Storage;

/// <summary>Acquisitions that are in progress, and what they will still write: units left by the size of one that is there.</summary>
/// <param name="database">The database.</param>
/// <param name="instruments">The instruments.</param>
public sealed class RunningAcquisitions(IDatasetDatabase database, IReadOnlyList<IInstrument> instruments)
{
    /// <summary>Finds them. Costs a few metadata calls each.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Each of them, also when nothing is known of its size.</returns>
    public IReadOnlyList<RunningAcquisition> Find(CancellationToken cancellationToken)
    {
        var filter = new DatasetFilter { ImagingStatuses = [ImagingStatus.InProgress], OnFastStore = true };
        return
        [
            .. database.FindDatasets(filter, cancellationToken)
                .DistinctBy(dataset => dataset.Path, StringComparer.Ordinal) // duplicate rows of one folder exist (lab.md §6)
                .ToList()
                .Select(dataset => new RunningAcquisition(dataset.Name, BytesLeft(dataset), dataset.EstimatedEnd)),
        ];
    }

    private long? BytesLeft(Dataset dataset)
    {
        if (dataset is not { Path: { } path, UnitsTotal: { } total, UnitsFinished: { } finished }
            || instruments.FirstOrDefault(known => string.Equals(known.Modality, dataset.Modality, StringComparison.Ordinal)) is not { } instrument
            || database.ReadObservation(path) is not { } observation)
        {
            return null;
        }

        try
        {
            return instrument.MeasureUnit(path, observation.Memory) is { } size
                ? (long)Int128.Clamp(((Int128)size * Math.Max(total - finished, 0)) - observation.GrowingBytes, 0, long.MaxValue)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // gone or closed meanwhile: its size is unknown, and the check of the dataset itself says why
        }
    }
}

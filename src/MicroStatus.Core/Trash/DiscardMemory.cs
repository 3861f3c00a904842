using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Trash;

/// <summary>What acquisition remembers of a dataset whose colour goes to the trash: ribbons that went there on purpose are not lost, and imaging does not
/// begin anew (lab.md §3).</summary>
/// <param name="tools">What it needs.</param>
internal sealed class DiscardMemory(TrashTools tools)
{
    /// <summary>What is remembered.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <returns>The record, or null.</returns>
    public ObservationRecord? Read(string folder) => tools.Database.ReadObservation(folder);

    /// <summary>A record that remembers nothing of what is in the folder: the next look is taken as a first one.</summary>
    /// <param name="record">The record, or null.</param>
    /// <returns>The record to write before the first rename, or null.</returns>
    public static ObservationRecord? Forgotten(ObservationRecord? record) =>
        record is null ? null : record with { Units = 0, GrowingBytes = 0, Memory = [], LastFullListing = DateTimeOffset.UnixEpoch };

    /// <summary>Looks at the dataset as it is now, with what was known of the rest of it.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="before">What was remembered before the first rename.</param>
    /// <returns>The record to write; null when the folder cannot be looked at: then it stays forgotten.</returns>
    public ObservationRecord? LookAgain(Dataset row, ObservationRecord before)
    {
        var instrument = Instruments.All(tools.Settings, tools.Files, tools.TiffHeaders).FirstOrDefault(instrument => instrument.Modality == row.Modality);
        try
        {
            return instrument?.Observe(
                new ObservationRequest { Path = before.Path, Name = row.Name, Memory = before.Memory, FullListing = true, Now = tools.Now }, CancellationToken.None) is { } seen
                ? before with { Units = seen.UnitsFinished, GrowingBytes = seen.GrowingBytes, Memory = seen.Memory, LastFullListing = tools.Now }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using MicroStatus.Datasets;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs an end of imaging against whether there is anything. Pure.</summary>
public static class FilesFindings
{
    /// <summary>Weighs.</summary>
    /// <param name="row">A row whose folder is on FastStore.</param>
    /// <param name="isDataset">What is in the folder makes it a dataset; null when it was not looked at.</param>
    /// <returns>The finding, or null.</returns>
    public static ExaminedFinding? Of(Dataset row, bool? isDataset)
    {
        if (row.Moved || row.ImagingStatus != ImagingStatus.Finished || (isDataset != false && row.UnitsFinished != 0))
        {
            return null;
        }

        return new ExaminedFinding(new DatabaseFinding
        {
            Severity = FindingSeverity.Warning,
            Check = DatabaseCheck.Files,
            Id = [row.Id],
            Subject = row.Name,
            Text = isDataset == false
                ? $"Imaging of {row.Name} is recorded as finished, and its folder holds no files of an acquisition."
                : $"Imaging of {row.Name} is recorded as finished, without an image.",
            Repair = RowCommand.ImagingNeedsAttention(row.Id),
        });
    }
}

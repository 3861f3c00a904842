using MicroStatus.Configuration;

namespace MicroStatus.Datasets;

/// <summary>Which changes of a row a person may make without force, and why not (lab.md §3–6, §8). Pure.</summary>
/// <remarks>What proves itself by files or by the acts of a move is not a person's to say; a person may always ask for a person, and may
/// always replace a value that cannot be read.</remarks>
/// <param name="hive">The store that datasets move to.</param>
public sealed class DatasetTransitions(StoreSettings hive)
{
    private const string Rscm = "rscm";
    private const string MesoSpim = "mesospim";

    /// <summary>What speaks against an edit.</summary>
    /// <param name="row">The row as read.</param>
    /// <param name="edit">What a person wants.</param>
    /// <returns>A sentence each; empty when nothing does.</returns>
    public IReadOnlyList<string> Objections(Dataset row, DatasetEdit edit)
    {
        var after = edit.After(row);
        return [.. Imaging(row, after), .. Processing(row, after), .. WhileMoving(row, after), .. Place(row, after), .. Products(row, after)];
    }

    private static IEnumerable<string> Imaging(Dataset row, Dataset after)
    {
        var to = after.ImagingStatus;
        if (!IsDecided(row, DatasetField.ImagingStatus, row.ImagingStatus != to) || to == ImagingStatus.NeedsAttention)
        {
            yield break;
        }

        var change = $"imaging_status: {StatusText.Of(row.ImagingStatus)} -> {StatusText.Of(to)}";
        if (row.ImagingStatus == ImagingStatus.InProgress && to == ImagingStatus.Finished)
        {
            yield return $"{change}: that imaging has finished is proved by its files; the status check sets it.";
        }

        if (to == ImagingStatus.InProgress && after.Moved)
        {
            yield return $"{change}: the dataset has moved to Hive, and imaging is looked at on FastStore only.";
        }

        if (to == ImagingStatus.InProgress && IsStage(after.ProcessingStatus) && after.ProcessingStatus == row.ProcessingStatus)
        {
            yield return $"{change}: processing begins when imaging has finished, and processing_status is {StatusText.Of(after.ProcessingStatus)}.";
        }
    }

    private static IEnumerable<string> Processing(Dataset row, Dataset after)
    {
        var to = after.ProcessingStatus;
        if (!IsDecided(row, DatasetField.ProcessingStatus, row.ProcessingStatus != to) || !IsStage(to))
        {
            yield break;
        }

        var change = $"processing_status: {StatusText.Of(row.ProcessingStatus)} -> {StatusText.Of(to)}";
        if (OwnerOf(to) is { } owner && IsModality(after, owner == Rscm ? MesoSpim : Rscm))
        {
            yield return $"{change}: {StatusText.Of(to)} is a stage of {owner} datasets, and this one is {after.Modality}.";
        }

        if (to == ProcessingStatus.MovedToHive && !after.Moved)
        {
            yield return $"{change}: the dataset has not moved; set moved and its path on Hive with it.";
        }

        if (to == ProcessingStatus.Finished && !IsLastStage(row.ProcessingStatus))
        {
            yield return $"{change}: that processing has finished is proved by its Imaris file; the status check sets it.";
        }

        if (after.ImagingStatus != ImagingStatus.Finished)
        {
            yield return $"{change}: processing begins when imaging has finished, and imaging_status is {StatusText.Of(after.ImagingStatus)}.";
        }
    }

    private static IEnumerable<string> WhileMoving(Dataset row, Dataset after)
    {
        if (row.Moving != after.Moving)
        {
            yield return $"moving: {Flag(row.Moving)} -> {Flag(after.Moving)}: it is set and cleared by the move itself.";
        }

        if (!row.Moving || !after.Moving)
        {
            yield break;
        }

        if (IsDecided(row, DatasetField.ImagingStatus, row.ImagingStatus != after.ImagingStatus) && after.ImagingStatus != ImagingStatus.NeedsAttention)
        {
            yield return "imaging_status: the dataset is being moved; wait until it has arrived.";
        }

        if (IsDecided(row, DatasetField.ProcessingStatus, row.ProcessingStatus != after.ProcessingStatus)
            && after.ProcessingStatus != ProcessingStatus.NeedsAttention)
        {
            yield return "processing_status: the dataset is being moved; wait until it has arrived.";
        }

        // The files of a move are named by PI, CL number and name (lab.md §8).
        if (row.Name != after.Name || row.Pi != after.Pi || row.ClNumber != after.ClNumber)
        {
            yield return "name, pi, cl_number: the dataset is being moved, and the files that tell how its move ended carry them.";
        }

        if (row.Moved != after.Moved || row.PathOnHive != after.PathOnHive)
        {
            yield return "moved, path_on_hive: the dataset is being moved; where it arrives the move itself records.";
        }
    }

    private IEnumerable<string> Place(Dataset row, Dataset after)
    {
        if (row.PathOnHive != after.PathOnHive && after.PathOnHive is { } path && !LiesBelowHive(path))
        {
            yield return $"path_on_hive: '{path}' is not a folder below {hive.Root}.";
        }

        if (after.Moved && after.PathOnHive is null && (!row.Moved || row.PathOnHive is not null))
        {
            yield return "moved: a dataset that has moved has a path on Hive; set it with it.";
        }

        if (row.Moved && !after.Moved && after.PathOnHive is not null)
        {
            yield return "moved: 1 -> 0: the dataset has a path on Hive; clear it with it when nothing is there.";
        }
    }

    private static IEnumerable<string> Products(Dataset row, Dataset after)
    {
        if (!IsModality(after, MesoSpim))
        {
            yield break;
        }

        if (!row.KeepComposites && after.KeepComposites)
        {
            yield return $"keep_composites: only {Rscm} datasets have composites, and this one is {after.Modality}.";
        }

        if (!row.Delete405 && after.Delete405)
        {
            yield return $"delete_405: only {Rscm} datasets have colour folders, and this one is {after.Modality}.";
        }
    }

    // A value that cannot be read is nobody's decision: anything is better.
    private static bool IsDecided(Dataset row, DatasetField field, bool isChanged) => isChanged && !DatasetFields.IsDamaged(row, field);

    private static bool IsStage(ProcessingStatus status) => status is not (ProcessingStatus.NotStarted or ProcessingStatus.NeedsAttention);

    // From a need of a person, the person says how it ended.
    private static bool IsLastStage(ProcessingStatus status) =>
        status is ProcessingStatus.BuiltIms or ProcessingStatus.ImsConverted or ProcessingStatus.MovedToHive or ProcessingStatus.NeedsAttention;

    private static string? OwnerOf(ProcessingStatus stage) => stage switch
    {
        ProcessingStatus.Started or ProcessingStatus.Stitched or ProcessingStatus.Denoised or ProcessingStatus.BuiltIms => Rscm,
        ProcessingStatus.DeconDone or ProcessingStatus.ImsConverted => MesoSpim,
        _ => null,
    };

    private static bool IsModality(Dataset dataset, string modality) => string.Equals(dataset.Modality, modality, StringComparison.OrdinalIgnoreCase);

    private static string Flag(bool value) => value ? "1" : "0";

    private bool LiesBelowHive(string path)
    {
        var root = hive.Root.TrimEnd('/') + "/";
        return path.StartsWith(root, StringComparison.Ordinal)
            && path.Length > root.Length
            && !path.Any(char.IsControl)
            && !path.Split('/').Any(segment => segment is "." or "..");
    }
}

using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Processing.Analysis;

/// <summary>Which datasets get an analysis task (lab.md §12). Pure.</summary>
/// <param name="settings">The settings.</param>
public sealed class AnalysisRules(StatusSettings settings)
{
    /// <summary>Why a dataset gets no analysis task, as far as its row tells.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="isDemo">It is a demo dataset.</param>
    /// <returns>A sentence for each reason; none when the row speaks for it.</returns>
    public IReadOnlyList<string> Reasons(Dataset row, bool isDemo)
    {
        var reasons = new List<string>();
        Add(isDemo, "It is a demo dataset, which is never touched.");
        Add(!row.IsBrain, "Its PI is no brain data producer.");
        Add(row.ProcessingStatus != ProcessingStatus.Finished, "Its processing is not finished.");
        Add(FileOf(row) is null, "Its row does not tell where its Imaris file is.");
        return reasons;

        void Add(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>Whether a check creates a task for a dataset that its row speaks for: it was seen on FastStore, and its Imaris file was written after the
    /// take-over and after its import (lab.md §6).</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="written">When its Imaris file was last written.</param>
    /// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
    /// <returns>True when it does.</returns>
    public static bool IsNews(Dataset row, DateTimeOffset written, DateTimeOffset? since) =>
        row.LastProgress is not null && !(written < since) && !(written < row.Imported);

    /// <summary>The Imaris file that a row names.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>An absolute path on a store; null when it names none.</returns>
    public string? FileOf(Dataset row) =>
        StorePath.Of(row.ImarisFilePath, settings.Storage) is { IsOnStore: true, Path: { } path } && path.EndsWith(settings.Imaris.Ending, StringComparison.OrdinalIgnoreCase)
            ? path
            : null;

    /// <summary>The folders that may hold results of a file, nearest first: above the file, and never above its store.</summary>
    /// <param name="file">The Imaris file.</param>
    /// <returns>Absolute paths.</returns>
    public IEnumerable<string> OutputFolders(string file)
    {
        var root = StorePath.Of(file, settings.Storage).Kind == StorePathKind.OnHive ? settings.Storage.Hive.Root : settings.Storage.FastStore.Root;
        root = Path.TrimEndingDirectorySeparator(root);
        for (var folder = Path.GetDirectoryName(file); folder is not null && (folder == root || folder.StartsWith(root + "/", StringComparison.Ordinal)); folder = Path.GetDirectoryName(folder))
        {
            yield return Path.Join(folder, settings.Analysis.OutputFolder);
        }
    }

    /// <summary>The folder for results when there is none above the file.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>An absolute path; null when PI or CL number cannot be a folder's name.</returns>
    public string? DefaultOutputFolder(Dataset row)
    {
        var pi = string.IsNullOrEmpty(row.Pi) ? "None" : row.Pi;
        var clNumber = string.IsNullOrEmpty(row.ClNumber) ? settings.Discovery.DefaultClNumber : row.ClNumber;
        return IsFolderName(pi) && IsFolderName(clNumber) ? Path.Join(settings.Storage.Hive.AcquirePath, pi, clNumber, settings.Analysis.OutputFolder) : null;
    }

    private static bool IsFolderName(string name) => name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\0') < 0;
}

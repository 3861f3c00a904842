using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Messages.Delivery;

/// <summary>Finds the files of pictures: where they were made, or where their dataset has moved since.</summary>
/// <param name="settings">The stores, and how large a picture may be.</param>
/// <param name="files">The stores.</param>
/// <param name="database">Tells which store was mounted before.</param>
internal sealed class PicturePlaces(StatusSettings settings, IFileTree files, IDatasetDatabase database)
{
    private const long Megabyte = 1_000_000;

    private readonly DatasetWhereabouts _whereabouts = new(settings, files, database);

    /// <summary>Finds a picture's file. One stat a place.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="row">The dataset, or null for none.</param>
    /// <returns>The place.</returns>
    public PicturePlace Find(OutboxPicture picture, Dataset? row)
    {
        try
        {
            foreach (var file in Candidates(picture.File, row))
            {
                if (files.Find(file) is { } facts)
                {
                    return Judge(file, facts);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PicturePlace(null, $"{picture.File} cannot be looked at: {e.Message}", IsPassing: true);
        }

        return Suspended(picture.File, row) is { } passing
            ? new PicturePlace(null, passing, IsPassing: true)
            : new PicturePlace(null, $"{picture.File} is not there any more.", IsPassing: false);
    }

    // The part below the dataset's folder is kept by a move (lab.md §1).
    private static IEnumerable<string> Candidates(string file, Dataset? row)
    {
        yield return file;
        if (row is { Path: { Length: > 0 } path, PathOnHive: { Length: > 0 } hive } && file.StartsWith(Path.TrimEndingDirectorySeparator(path) + "/", StringComparison.Ordinal))
        {
            yield return Path.Join(hive, file[Path.TrimEndingDirectorySeparator(path).Length..]);
        }
    }

    private PicturePlace Judge(string file, FileFacts facts)
    {
        if (facts is not { Kind: EntryKind.File, Length: > 0 })
        {
            return new PicturePlace(null, $"{file} is no file that holds anything.", IsPassing: false);
        }

        return facts.Length > settings.Messages.PictureMegabytes * Megabyte
            ? new PicturePlace(
                null,
                string.Create(CultureInfo.InvariantCulture, $"{file} has {facts.Length / (double)Megabyte:0} MB, more than is uploaded (Messages:PictureMegabytes is {settings.Messages.PictureMegabytes})."),
                IsPassing: false)
            : new PicturePlace(file, null, IsPassing: false);
    }

    private string? Suspended(string file, Dataset? row)
    {
        var isOnFastStore = StorePath.Of(file, settings.Storage).Kind == StorePathKind.OnFastStore;
        return row is { Moving: true } ? $"{row.Name} is being moved."
            : isOnFastStore && row is not { Moved: true } && !_whereabouts.FastStore.IsPresent ? $"FastStore is absent: {_whereabouts.FastStore.Reason}"
            : row is { Moved: true } && !_whereabouts.Hive.IsPresent ? $"Hive is absent: {_whereabouts.Hive.Reason}"
            : null;
    }
}

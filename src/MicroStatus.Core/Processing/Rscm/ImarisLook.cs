using System.Collections.Concurrent;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Imaris;

namespace MicroStatus.Processing.Rscm;

/// <summary>Looks for the Imaris file of a job: first on Hive, then on FastStore (lab.md §3). A file that stays the same is examined once a look.</summary>
/// <param name="settings">How it is called.</param>
/// <param name="files">The stores.</param>
/// <param name="imaris">Examines it.</param>
internal sealed class ImarisLook(StatusSettings settings, IFileTree files, IImarisFiles imaris)
{
    private readonly ConcurrentDictionary<(string Path, long Size, DateTimeOffset Written), ImarisFile> _examined = new();

    /// <summary>Looks.</summary>
    /// <param name="job">The job.</param>
    /// <param name="folders">The job's folders that are there, Hive's first.</param>
    /// <param name="since">What is older belongs to an earlier stitching; null when nothing is too old.</param>
    /// <param name="cancellationToken">Stops the examination.</param>
    /// <returns>What is there.</returns>
    public ImarisTrace Find(DenoisingJob job, IReadOnlyList<string> folders, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var name = Placeholders.Fill(settings.Rscm.Processing.ImarisBuild.FileName, ("JobNumber", job.Text));
        var (file, part) = (default(ImarisFile), default((string Path, FileFacts Facts)?));
        foreach (var folder in folders)
        {
            var path = Path.Join(folder, name);
            if (file is not { Opens: true } && Examine(path, since, cancellationToken) is { } found && (file is null || found.Opens))
            {
                file = found;
            }

            if (files.Find(path + settings.Imaris.PartEnding) is { Kind: EntryKind.File } facts && !(facts.Modified < since) && !(facts.Modified < part?.Facts.Modified))
            {
                part = (path + settings.Imaris.PartEnding, facts);
            }
        }

        // What was left of an earlier build says nothing beside its product.
        return part is { } growing && !(growing.Facts.Modified < file?.Modified)
            ? new ImarisTrace { File = file, Part = growing.Path, PartSize = growing.Facts.Length, PartWritten = growing.Facts.Modified }
            : new ImarisTrace { File = file };
    }

    private ImarisFile? Examine(string path, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (files.Find(path) is not { Kind: EntryKind.File } facts || facts.Modified < since)
        {
            return null;
        }

        var key = (path, facts.Length, facts.Modified);
        if (_examined.TryGetValue(key, out var known))
        {
            return known;
        }

        try
        {
            return _examined[key] = imaris.Examine(path, cancellationToken) with { Modified = facts.Modified };
        }
        catch (FileNotFoundException)
        {
            return null; // gone meanwhile
        }
    }
}

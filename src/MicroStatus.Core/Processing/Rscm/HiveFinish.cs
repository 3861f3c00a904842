using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Moves;
using MicroStatus.Moves.Publishing;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Processing.Rscm;

/// <summary>The end of an RSCM dataset's processing: its Imaris file opens on Hive (lab.md §10). Looks at datasets that were moved since the take-over, until that was said once.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
public sealed class HiveFinish(TrashTools tools, MessageCatalogue catalogue, DateTimeOffset? since)
{
    // What is remembered of a dataset whose file does not open there.
    private const string Broken = "broken on Hive";

    private readonly ProcessingMessages _messages = new(catalogue);
    private readonly ImarisResults _results = new(tools.Settings, tools.Files);

    /// <summary>Finds the datasets whose end is not said yet. One whose file was found broken is looked at once a day.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Their rows.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    public IReadOnlyList<Dataset> Due(CancellationToken cancellationToken)
    {
        var records = tools.Database.Processing.ReadRecords().ToDictionary(record => record.Id);
        long[] due =
        [
            .. tools.Database.Moves.Find(new MoveFilter { States = [MoveState.Moved], NewestOnly = true })
                .Where(move => move.Ended is { } ended && !(ended < since) && IsDue(records.GetValueOrDefault(move.Id)))
                .Select(move => move.Id),
        ];
        return due.Length == 0
            ? []
            :
            [
                .. tools.Database.FindDatasets(new DatasetFilter { Ids = due }, cancellationToken)
                    .Where(row => row is { Moved: true, Modality: "rscm", ProcessingStatus: ProcessingStatus.Finished, PathOnHive: { Length: > 0 } }),
            ];
    }

    /// <summary>Looks at one of them.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Stops the examination.</param>
    /// <returns>What is said and remembered; null while there is nothing to say: no file is there, it is being written, or nothing tells which one counts.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public DatasetChangeSet? Of(Dataset row, CancellationToken cancellationToken)
    {
        if (Find(row) is not { } path)
        {
            return null;
        }

        var file = tools.Imaris.Examine(path, cancellationToken);
        if (file.IsBeingWritten || (!file.Opens && tools.Now - file.Modified < tools.Settings.Rscm.SettleTime))
        {
            return null;
        }

        var record = tools.Database.Processing.Find(row.Id) ?? new ProcessingRecord { Id = row.Id, Since = tools.Now, LastProgress = tools.Now };
        return new DatasetChangeSet
        {
            Id = row.Id,
            Name = row.Name,
            Path = row.Path ?? row.PathOnHive!,
            Messages = [file.Opens
                ? _messages.Finished(Subject(row, row.PathOnHive!), file.Modified)
                : _messages.ImarisFileBroken(Subject(row, Path.GetDirectoryName(path)!), Path.GetFileName(path), file.Modified, MessageValue.Sentence(file.Reason))],
            Processing = file.Opens
                ? record with { IsAnnouncedOnHive = true, Progress = null, Why = null }
                : record with { LastFinishedLook = tools.Now, Progress = Broken, Why = $"{path} does not open: {file.Reason}" },
        };
    }

    private bool IsDue(ProcessingRecord? record) => record is null
        || (!record.IsAnnouncedOnHive && !(record.Progress == Broken && tools.Now - record.LastFinishedLook < tools.Settings.Processing.FinishedInterval));

    // Where it is, or where it was published.
    private string? Find(Dataset row)
    {
        if (_results.Find(row, Path.TrimEndingDirectorySeparator(row.PathOnHive!)) is { Count: > 0 } found)
        {
            return found is [var only] ? only : null;
        }

        var relocations = tools.Database.Trash.FindRelocations(row.Id);
        return relocations
            .Where(record => record.OldPath.EndsWith(tools.Settings.Imaris.Ending, StringComparison.OrdinalIgnoreCase))
            .Select(record => FileRelocations.Follow(relocations, record.OldPath)?.Path)
            .LastOrDefault(path => path is not null && tools.Files.Find(path) is { Kind: Acquisition.EntryKind.File });
    }

    private MessageSubject Subject(Dataset row, string folder) =>
        new(row.Name, row.Path ?? row.PathOnHive!, WindowsPath.Of(folder, tools.Settings.Storage), row.InstrumentId, tools.Now) { Id = row.Id };
}

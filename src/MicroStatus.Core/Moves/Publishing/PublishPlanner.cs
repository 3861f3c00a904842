using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Moves.Proving;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>Plans what publishing a dataset does, or tells why it is not published (lab.md §8). Reads only.</summary>
/// <param name="tools">What it needs.</param>
public sealed class PublishPlanner(TrashTools tools)
{
    private readonly PublishRules _rules = new(tools.Settings.Moves.Publish, tools.Settings.Discovery.DefaultClNumber);
    private readonly ImarisResults _results = new(tools.Settings, tools.Files);
    private readonly Dictionary<string, bool> _homes = new(StringComparer.Ordinal);

    /// <summary>Where the datasets are.</summary>
    internal DatasetWhereabouts Whereabouts { get; } = new(tools.Settings, tools.Files, tools.Database);

    /// <summary>Whether a dataset is one whose Imaris file a check publishes: the row speaks for it, its PI has a public folder, and there is an Imaris
    /// file to publish.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>True when it is.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public bool IsWanted(Dataset row)
    {
        // What costs nothing first: of most datasets that were ever moved, nothing else is asked.
        var where = Whereabouts.Paths(row);
        return Whereabouts.Hive.IsPresent && _rules.Reasons(row, where).Count == 0 && IsHomeThere(_rules.Place(row)!.PiFolder) && !IsProofAwaited(row)
            && _results.Find(row, where.HivePath.Path!).Count > 0;
    }


    /// <summary>Plans.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Ends the look at the file.</param>
    /// <returns>What would be done.</returns>
    /// <exception cref="StatusException"><c>StoreAbsent</c>, <c>PublishRefused</c>, <c>PublishDestinationExists</c>, <c>ImarisFileUnfinished</c>,
    /// <c>ImarisFileBroken</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public PublishPlan Plan(Dataset row, CancellationToken cancellationToken)
    {
        if (!Whereabouts.Hive.IsPresent)
        {
            throw new StatusException(
                "StoreAbsent", StatusErrorCategory.NotFound, $"Hive is absent: {Whereabouts.Hive.Reason}", "Mount the store; then try again.", tools.Settings.Storage.Hive.Root);
        }

        var where = Whereabouts.Paths(row);
        if (_rules.Reasons(row, where) is { Count: > 0 } reasons)
        {
            throw Refused(row, string.Join(" ", reasons));
        }

        if (IsProofAwaited(row))
        {
            throw Refused(row, "The web page moved it, and its copy on Hive is compared with what lies in the trash first.");
        }

        var place = _rules.Place(row)!;
        var folder = where.HivePath.Path!;
        var home = tools.Files.Find(place.PiFolder);
        if (home is not { Kind: EntryKind.Folder })
        {
            throw Refused(row, $"There is no folder {place.PiFolder}; it is never made.");
        }

        var from = FileOf(row, folder);
        var plan = new PublishPlan(from, $"{place.Folder}/{Path.GetFileName(from)}", Path.Join(Path.GetDirectoryName(from), tools.Settings.Moves.Publish.NoteFile), Stamp(row, from));
        if (tools.Files.Find(from)?.Identity.Device != home.Value.Identity.Device)
        {
            throw Refused(row, $"{place.PiFolder} lies on another file system than {from}; an Imaris file is renamed, never copied.");
        }

        RequireFree(row, place, plan);
        var file = tools.Imaris.Examine(from, cancellationToken);
        return file switch
        {
            { IsBeingWritten: true } => throw new StatusException(
                "ImarisFileUnfinished", StatusErrorCategory.Busy, $"{from} is being written.", "Wait until it is complete; then try again.", row.Id),
            { Opens: false } => throw new StatusException(
                "ImarisFileBroken", StatusErrorCategory.InvalidData, $"{from} does not open: {file.Reason}", "Build the file again; Test-ImarisFile tells more.", row.Id),
            _ => plan,
        };
    }

    /// <summary>The error for a dataset that is not published.</summary>
    internal static StatusException Refused(Dataset row, string reasons) => new(
        "PublishRefused", StatusErrorCategory.InvalidOperation, $"{row.Name} is not published: {reasons}", "Remove the cause; then try again.", row.Id);

    /// <summary>The error for a place that is taken.</summary>
    internal static StatusException Taken(Dataset row, string path) => new(
        "PublishDestinationExists",
        StatusErrorCategory.Exists,
        $"Something is at {path} already; nothing is published over it.",
        "Look at what is there, and rename or move it if it is not wanted; then try again.",
        row.Id);

    private bool IsHomeThere(string piFolder)
    {
        if (!_homes.TryGetValue(piFolder, out var isThere))
        {
            _homes[piFolder] = isThere = KindOf(piFolder) == EntryKind.Folder;
        }

        return isThere;
    }

    // A file that is taken away would be missing in the copy that is being proven.
    private bool IsProofAwaited(Dataset row) =>
        tools.Database.Moves.Find(new MoveFilter { Ids = [row.Id], NewestOnly = true }) is [{ Origin: MoveOrigin.WebPage } move]
        && new ProofRules(tools.Settings.Moves).IsAwaited(move, row.Moved, ProofHistory.Read(tools.Database.Intents, move), tools.Now);

    private string FileOf(Dataset row, string folder)
    {
        if (KindOf(folder) != EntryKind.Folder)
        {
            throw Refused(row, $"Its folder is not at {folder}.");
        }

        return _results.Find(row, folder) switch
        {
            [var only] => only,
            [] => throw Refused(row, $"There is no Imaris file of the whole dataset in {folder}."),
            var several => throw Refused(row, $"Nothing tells which of its Imaris files counts: {string.Join(", ", several)}."),
        };
    }

    // Each folder on the way is a folder, so that nothing is made or put behind a link.
    private void RequireFree(Dataset row, PublishPlace place, PublishPlan plan)
    {
        for (var at = place.PiFolder.Length; at >= 0 && at < plan.To.Length; at = plan.To.IndexOf('/', at + 1))
        {
            if (KindOf(plan.To[..at]) is { } kind && kind != EntryKind.Folder)
            {
                throw Refused(row, $"{plan.To[..at]} is no folder but a link or a file: it is not followed.");
            }
        }

        if (KindOf(plan.To) is not null)
        {
            throw Taken(row, plan.To);
        }

        if (KindOf(plan.NoteFile) is not null)
        {
            throw Taken(row, plan.NoteFile);
        }
    }

    private FileStamp Stamp(Dataset row, string path)
    {
        using var folder = tools.Folders.Open(Path.GetDirectoryName(path)!);
        return folder?.Find(Encoding.UTF8.GetBytes(Path.GetFileName(path))) is { Kind: EntryKind.File } stamp
            ? stamp
            : throw Refused(row, $"{path} is not there any more.");
    }

    private EntryKind? KindOf(string path) => tools.Files.Find(path)?.Kind;
}

using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;
using MicroStatus.Processing;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Finds out whether parts of a dataset may go to the trash, and which entry they become. Reads only.</summary>
/// <param name="tools">What it needs.</param>
public sealed class DiscardPlanner(TrashTools tools)
{
    private readonly TrashNames _names = new(tools.Settings.Trash);
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);

    private StoreSettings Store => tools.Settings.Storage.FastStore;

    private string TrashRoot => Path.TrimEndingDirectorySeparator(Store.TrashPath);

    /// <summary>Whether FastStore can be believed.</summary>
    public StorePresence FastStore => _whereabouts.FastStore;

    /// <summary>Plans.</summary>
    /// <param name="row">The dataset as it stands.</param>
    /// <param name="folder">Its folder, in which all of it was seen.</param>
    /// <param name="act">What goes.</param>
    /// <returns>The plan; null when nothing of it is there any more.</returns>
    /// <exception cref="StatusException"><c>StoreAbsent</c>, <c>DatasetMoving</c>, <c>DatasetMoved</c>, <c>DiscardUnderWay</c>, <c>DiscardPlaceUnknown</c>: the row tells no folder
    /// of FastStore, or another one. <c>DiscardPathInvalid</c>: a path leaves the dataset, or leads through a link. <c>DiscardProductMissing</c>: the Imaris file
    /// that justifies it does not open, or would go itself. <c>TrashOnOtherFileSystem</c>: nothing can be renamed into the trash.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public DiscardAct? Plan(Dataset row, string folder, ProcessingAct.Discard act)
    {
        var relative = RelativePathOf(row, folder);
        var items = ItemsOf(row, folder, act.Paths);
        if (items.Count == 0)
        {
            return null;
        }

        RequireProduct(row, folder, act, items);
        RequireSameFileSystem(row, folder, items);
        var listed = DiscardManifest.Of(tools.Folders, folder, items, tools.Settings.MesoSpim.ZarrEnding);
        return new DiscardAct
        {
            Folder = folder,
            Entry = FreeEntry(relative, act.Kind, row.Id),
            Kind = act.Kind,
            Product = act.Product,
            Why = act.What,
            Files = listed.Files,
            Bytes = listed.Bytes,
            Groups = listed.Groups,
            Items = items,
        };
    }

    /// <summary>The key of the act that makes an entry.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>The key: an entry is made once.</returns>
    public static string KeyOf(long id, string entry) => string.Create(CultureInfo.InvariantCulture, $"discard/{id:D5}-{Path.GetFileName(entry)}");

    /// <summary>Whether a dataset is being moved.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>True when nothing of it may be touched.</returns>
    public bool IsMoving(Dataset row) =>
        row.Moving || tools.Database.Moves.Find(new MoveFilter { Ids = [row.Id], NewestOnly = true }) is [{ IsUnderWay: true }];

    private string RelativePathOf(Dataset row, string folder)
    {
        if (!FastStore.IsPresent)
        {
            throw Refused("StoreAbsent", row, $"FastStore is absent: {FastStore.Reason}", "Mount the store.");
        }

        if (IsMoving(row))
        {
            throw Refused("DatasetMoving", row, $"{row.Name} is being moved, so nothing of it goes to the trash.", "Wait for the move's end.");
        }

        if (row.Moved)
        {
            throw Refused("DatasetMoved", row, $"{row.Name} was moved to Hive, so nothing of it goes to FastStore's trash.", null);
        }

        if (tools.Database.Intents.FindOpen().Any(intent => intent.Kind == IntentKind.Discard && intent.Id == row.Id))
        {
            throw Refused("DiscardUnderWay", row, $"Parts of {row.Name} are on their way to the trash since an earlier check.", "The next check goes on with that.");
        }

        var place = StorePath.Of(row.Path, tools.Settings.Storage);
        return place is { Kind: StorePathKind.OnFastStore, RelativePath: { } relative } && place.Path == folder && tools.Files.Find(folder) is { Kind: EntryKind.Folder }
            ? relative
            : throw Refused("DiscardPlaceUnknown", row, $"{folder} is not (any more) the folder of {row.Name} below FastStore's acquisitions.", "Look at its path in Get-Dataset.");
    }

    private List<DiscardItem> ItemsOf(Dataset row, string folder, IReadOnlyList<string> paths)
    {
        var items = new List<DiscardItem>();
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var segments = path.Split('/');
            if (path.Contains('\0', StringComparison.Ordinal) || segments.Any(segment => segment is "" or "." or ".."))
            {
                throw Invalid(row, path, "is no path below its folder");
            }

            // What is in a folder that goes, goes with it.
            if (!items.Exists(item => path.StartsWith(item.Path + "/", StringComparison.Ordinal)) && Look(row, folder, segments, folders) is { } facts)
            {
                items.Add(new DiscardItem(path, facts.Identity.Inode));
            }
        }

        return items;
    }

    private FileFacts? Look(Dataset row, string folder, string[] segments, HashSet<string> folders)
    {
        FileFacts? facts = null;
        for (var count = 1; count <= segments.Length; count++)
        {
            var path = string.Join('/', segments, 0, count);
            if (count < segments.Length && folders.Contains(path))
            {
                continue;
            }

            facts = tools.Files.Find(Path.Join(folder, path));
            if (facts is null)
            {
                return null;
            }

            if (facts.Value.Kind is not (EntryKind.Folder or EntryKind.File) || (count < segments.Length && facts.Value.Kind != EntryKind.Folder))
            {
                throw Invalid(row, path, facts.Value.Kind == EntryKind.Link ? "is a link, which is not followed" : "is neither a file nor a folder");
            }

            if (count < segments.Length)
            {
                folders.Add(path);
            }
        }

        return facts;
    }

    private void RequireProduct(Dataset row, string folder, ProcessingAct.Discard act, List<DiscardItem> items)
    {
        if (act.Kind == TrashKind.Channel)
        {
            return;
        }

        var why = act.Product is not { } product ? "nothing names it"
            : items.Exists(item => (product + "/").StartsWith($"{folder}/{item.Path}/", StringComparison.Ordinal)) ? "it would go itself"
            : Examine(product) switch
            {
                null => "it is not there",
                { Opens: false, Reason: var reason } => reason ?? "it does not open",
                _ => null,
            };
        if (why is not null)
        {
            throw Refused(
                "DiscardProductMissing", row, $"Nothing of {row.Name} goes to the trash: {act.Product ?? "the Imaris file that justifies it"}: {why.TrimEnd('.')}.", "Look at the Imaris file.");
        }
    }

    private ImarisFile? Examine(string product)
    {
        try
        {
            return tools.Imaris.Examine(product, CancellationToken.None);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // A rename is all that a deposit does: it never copies.
    private void RequireSameFileSystem(Dataset row, string folder, List<DiscardItem> items)
    {
        var above = TrashRoot;
        FileFacts? trash;
        while ((trash = tools.Files.Find(above)) is null && Path.GetDirectoryName(above) is { } parent)
        {
            above = parent;
        }

        var devices = items.Select(item => tools.Files.Find(Path.Join(folder, item.Path))?.Identity.Device).OfType<ulong>().Distinct().ToList();
        if (trash is not { } there || devices.Exists(device => device != there.Identity.Device))
        {
            throw Refused("TrashOnOtherFileSystem", row, $"{TrashRoot} lies on another file system than {folder}.", "Put the trash of a store onto the store itself.");
        }
    }

    // Two acts may fall into one second; nothing ever lands in an earlier entry (lab.md §9).
    private string FreeEntry(string relative, string kind, long id)
    {
        string[] endings = ["", MoveManifest.TrashEnding, tools.Settings.Trash.ProductEnding, tools.Settings.Trash.MarkerEnding];
        for (var time = tools.Now; ; time = time.AddSeconds(1))
        {
            var entry = Path.Join(TrashRoot, _names.PathOf(relative, kind, id, time));
            if (tools.Database.Intents.Find(KeyOf(id, entry)) is null && Array.TrueForAll(endings, ending => tools.Files.Find(entry + ending) is null))
            {
                return entry;
            }
        }
    }

    private static StatusException Invalid(Dataset row, string path, string problem) =>
        Refused("DiscardPathInvalid", row, $"'{path}' of {row.Name} {problem}; nothing goes to the trash.", "Look at the dataset's folder.");

    private static StatusException Refused(string id, Dataset row, string text, string? advice) => new(id, StatusErrorCategory.InvalidOperation, text, advice, row.Id);
}

using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Storage;

/// <summary>Whether a store can be believed: mounted, and listing its acquisitions (lab.md §1).</summary>
/// <param name="IsPresent">Decisions about its datasets may be made.</param>
/// <param name="IsMountPoint">Its root is another file system than the folder above.</param>
/// <param name="Reason">Why it is absent, in a sentence; null when present.</param>
public sealed record StorePresence(bool IsPresent, bool IsMountPoint, string? Reason)
{
    /// <summary>Looks at a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="files">Reads folders.</param>
    /// <param name="wasMountPoint">It was a mount point at an earlier look: then it must be one still.</param>
    /// <returns>What was seen.</returns>
    public static StorePresence Look(StoreSettings store, IFileTree files, bool wasMountPoint)
    {
        try
        {
            if (files.Find(store.Root) is not { Kind: EntryKind.Folder or EntryKind.Link } root)
            {
                return new StorePresence(false, false, $"{store.Root} is not there.");
            }

            var isMountPoint = LiesOnAnotherDevice(store.Root, root.Identity, files);
            if (wasMountPoint && !isMountPoint)
            {
                return new StorePresence(false, false, $"{store.Root} is not mounted.");
            }

            _ = files.List(store.AcquirePath);
            return new StorePresence(true, isMountPoint, null);
        }
        catch (DirectoryNotFoundException)
        {
            return new StorePresence(false, false, $"{store.Root} does not list its folder {store.AcquireFolder}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new StorePresence(false, false, $"{store.Root} cannot be read: {e.Message}");
        }
    }

    /// <summary>The name of the note that a store was seen mounted. By root: one that is configured to lie elsewhere may be a plain folder there.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="store">The store.</param>
    /// <returns>The note's name.</returns>
    public static string MountNote(string name, StoreSettings store) => $"store/{name}/mounted/{store.Root}";

    private static bool LiesOnAnotherDevice(string root, FolderIdentity identity, IFileTree files)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root));
        return !string.IsNullOrEmpty(parent) && files.Find(parent) is { } above && above.Identity.Device != identity.Device;
    }
}

using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>A path as a row has it, which may be anything (lab.md §6), and what it turns out to be. Pure.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Without doubled and trailing slashes; null unless it is absolute.</param>
/// <param name="RelativePath">The part below the store's acquisitions, which a move keeps (lab.md §1); null for any other place.</param>
/// <param name="Fault">What is wrong with it, to follow the name of its column; null when it lies on a store.</param>
public sealed record StorePath(StorePathKind Kind, string? Path, string? RelativePath, string? Fault)
{
    // A modality's folder, and at least the dataset's own below it.
    private const int FewestSegments = 2;

    /// <summary>There is no path.</summary>
    public static StorePath None { get; } = new(StorePathKind.Missing, null, null, "is empty");

    /// <summary>It lies on one of the stores, so that it can be looked at.</summary>
    public bool IsOnStore => Kind is StorePathKind.OnFastStore or StorePathKind.OnHive;

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as stored, or null.</param>
    /// <param name="storage">The stores.</param>
    /// <returns>What it is.</returns>
    public static StorePath Of(string? text, StorageSettings storage)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        if (text[0] != '/' || text.Contains('\0', StringComparison.Ordinal))
        {
            return Unusable(null, "is no absolute path");
        }

        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Any(segment => segment is "." or ".."))
        {
            return Unusable(null, "has '.' or '..' in it");
        }

        var path = "/" + string.Join('/', segments);
        var isOnHive = IsBelow(path, storage.Hive.Root)
            && !(IsBelow(path, storage.FastStore.Root) && storage.FastStore.Root.Length > storage.Hive.Root.Length);
        if (!isOnHive && !IsBelow(path, storage.FastStore.Root))
        {
            return new StorePath(StorePathKind.Elsewhere, path, null, "lies on neither store");
        }

        return OnStore(path, isOnHive ? storage.Hive : storage.FastStore, isOnHive ? StorePathKind.OnHive : StorePathKind.OnFastStore);
    }

    private static StorePath OnStore(string path, StoreSettings store, StorePathKind kind)
    {
        var acquire = Trim(store.AcquirePath);
        if (path == Trim(store.Root) || IsBelow(acquire, path) || path == acquire)
        {
            return Unusable(path, "names a folder of many datasets");
        }

        var relative = IsBelow(path, acquire) ? path[(acquire.Length + 1)..] : null;
        return relative is not null && relative.Split('/').Length < FewestSegments
            ? Unusable(path, "names a folder of many datasets")
            : new StorePath(kind, path, relative, null);
    }

    private static StorePath Unusable(string? path, string fault) => new(StorePathKind.Unusable, path, null, fault);

    private static bool IsBelow(string path, string folder)
    {
        folder = Trim(folder);
        return path.Length > folder.Length + 1 && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal)
            || path == folder;
    }

    private static string Trim(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
}

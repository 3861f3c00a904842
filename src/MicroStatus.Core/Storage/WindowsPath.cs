using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Paths as people's Windows machines show them (lab.md §1).</summary>
public static class WindowsPath
{
    /// <summary>A path on a store in its Windows form.</summary>
    /// <param name="path">For example <c>/h20/Acquire/RSCM/x</c>.</param>
    /// <param name="storage">The stores.</param>
    /// <returns>For example <c>H:\Acquire\RSCM\x</c>; a path on no store stays as it is.</returns>
    public static string Of(string path, StorageSettings storage)
    {
        foreach (var store in (ReadOnlySpan<StoreSettings>)[storage.FastStore, storage.Hive])
        {
            var root = store.Root.TrimEnd('/');
            if (path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/'))
            {
                return store.WindowsRoot + path[root.Length..].Replace('/', '\\');
            }
        }

        return path;
    }
}

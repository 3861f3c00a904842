using System.Reflection;
using System.Runtime.Loader;

namespace MicroStatus.Hosting;

/// <summary>Loads Backend and its packages from <c>dependencies/</c>, apart from whatever else the session has loaded.</summary>
/// <remarks>
/// There is one for the life of the process, as there is one MicroStatus.dll: an assembly of the default context is never unloaded, so that a
/// module that is removed and imported again, or imported into several runspaces, meets the same Backend.
/// </remarks>
internal sealed class DependencyContext : AssemblyLoadContext
{
    /// <summary>The one assembly that the default context is shown the way to.</summary>
    public const string BackendName = "MicroStatus.Backend";

    private readonly AssemblyDependencyResolver _resolver;

    private DependencyContext(string backendPath)
        : base(BackendName)
    {
        _resolver = new AssemblyDependencyResolver(backendPath);
    }

    /// <summary>Makes the default context find Backend, and nothing else, behind a context of this kind. Opens no file.</summary>
    /// <param name="moduleFolder">The folder of MicroStatus.dll.</param>
    public static void Install(string moduleFolder)
    {
        var backendPath = Path.Join(moduleFolder, "dependencies", BackendName + ".dll");
        var backend = new Lazy<Assembly?>(() => File.Exists(backendPath)
            ? new DependencyContext(backendPath).LoadFromAssemblyPath(backendPath)
            : null);
        Default.Resolving += (_, name) => string.Equals(name.Name, BackendName, StringComparison.OrdinalIgnoreCase) ? backend.Value : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Core exists once: its types are what the cmdlets and Backend share.
        var core = typeof(IBackend).Assembly;
        if (string.Equals(assemblyName.Name, core.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return core;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}

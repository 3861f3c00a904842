using System.Reflection;
using System.Runtime.Loader;

namespace MicroStatus.Hosting;

/// <summary>Loads Backend and its packages from <c>dependencies/</c>, apart from whatever else the session has loaded.</summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private const string BackendName = "MicroStatus.Backend";

    private readonly AssemblyDependencyResolver _resolver;

    private DependencyContext(string backendPath)
        : base(BackendName)
    {
        _resolver = new AssemblyDependencyResolver(backendPath);
    }

    /// <summary>Makes the default context find Backend, and nothing else, behind a context of this kind.</summary>
    /// <param name="moduleFolder">The folder of MicroStatus.dll.</param>
    /// <returns>Undoes it.</returns>
    public static Action Install(string moduleFolder)
    {
        var backendPath = Path.Join(moduleFolder, "dependencies", BackendName + ".dll");
        DependencyContext? context = null;
        Assembly? Resolve(AssemblyLoadContext _, AssemblyName name)
        {
            if (!string.Equals(name.Name, BackendName, StringComparison.OrdinalIgnoreCase) || !File.Exists(backendPath))
            {
                return null;
            }

            context ??= new DependencyContext(backendPath);
            return context.LoadFromAssemblyPath(backendPath);
        }

        Default.Resolving += Resolve;
        return () => Default.Resolving -= Resolve;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Core and the engine exist once, in the default context: only what lies in dependencies/ is ours to load.
        var path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is not null && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is not null ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
    }
}

using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>What happens when the module is imported: the way to Backend is laid, once a process. No I/O.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer
{
    private static int _laid;

    /// <inheritdoc/>
    public void OnImport()
    {
        // The engine calls this at every import, in every runspace.
        if (Interlocked.Exchange(ref _laid, 1) == 0)
        {
            DependencyContext.Install(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!);
        }
    }
}

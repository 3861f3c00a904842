using System.Management.Automation;

namespace MicroStatus.Hosting;

/// <summary>What happens when the module is imported and removed: the way to Backend is laid and taken away. No I/O.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly Lock Gate = new();
    private static Action? _uninstall;

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (Gate)
        {
            // The handler outlives a removal on purpose undone by OnRemove; a second import finds it gone or keeps it.
            _uninstall ??= DependencyContext.Install(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!);
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (Gate)
        {
            _uninstall?.Invoke();
            _uninstall = null;
        }
    }
}

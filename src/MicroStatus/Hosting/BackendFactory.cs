using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace MicroStatus.Hosting;

/// <summary>The one place where the cmdlets meet Backend.</summary>
internal static class BackendFactory
{
    /// <summary>A session variable of this name replaces Backend; tests put fakes there.</summary>
    public const string OverrideVariable = "MicroStatusBackend";

    /// <summary>The outside world for one cmdlet.</summary>
    /// <param name="session">The cmdlet's session.</param>
    /// <returns>The adapters.</returns>
    /// <exception cref="StatusException"><c>ModuleIncomplete</c>: a file of the module is missing.</exception>
    public static IBackend Create(SessionState session)
    {
        switch (session.PSVariable.GetValue(OverrideVariable))
        {
            case IBackend backend:
                return backend;
            case PSObject { BaseObject: IBackend backend }:
                return backend;
        }

        try
        {
            return CreateReal();
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new StatusException(
                "ModuleIncomplete",
                StatusErrorCategory.NotFound,
                $"The module's own files cannot be loaded: {e.Message}",
                "Install the module again; its folder 'dependencies' belongs to it.",
                (e as FileNotFoundException)?.FileName ?? (e as FileLoadException)?.FileName,
                e);
        }
    }

    // Apart, so that Backend is loaded only when it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IBackend CreateReal() => new Backend.LabBackend();
}

using System.Management.Automation;
using System.Runtime.CompilerServices;
using MicroStatus.Configuration;

namespace MicroStatus.Hosting;

/// <summary>The one place where the cmdlets meet Backend.</summary>
internal static class BackendFactory
{
    /// <summary>A session variable of this name replaces Backend; tests put fakes there.</summary>
    public const string OverrideVariable = "MicroStatusBackend";

    /// <summary>The outside world for one cmdlet.</summary>
    /// <param name="session">The cmdlet's session.</param>
    /// <returns>The adapters.</returns>
    public static IBackend Create(SessionState session) =>
        session.PSVariable.GetValue(OverrideVariable) switch
        {
            IBackend backend => backend,
            PSObject { BaseObject: IBackend backend } => backend,
            _ => CreateReal(),
        };

    // Apart, so that Backend is loaded only when it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IBackend CreateReal() => new Backend.LabBackend();
}

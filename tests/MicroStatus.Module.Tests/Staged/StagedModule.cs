using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MicroStatus.Module.Tests.Staged;

/// <summary>The module as the build leaves it, and sessions that import it as a user would.</summary>
internal static class StagedModule
{
    public static string Folder { get; } = Path.GetFullPath(Metadata("StagedModule"));

    public static string Shell { get; } = Path.GetFullPath(Metadata("StagedShell"));

    public static string Manifest { get; } = Path.Join(Folder, "MicroStatus.psd1");

    /// <summary>A session of the bare engine, the module not yet imported.</summary>
    public static Runspace OpenSession()
    {
        var session = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        session.Open();
        session.SessionStateProxy.SetVariable("manifest", Manifest);
        return session;
    }

    /// <summary>Runs script to its end; any error, terminating or not, fails the test.</summary>
    public static IReadOnlyList<PSObject> Run(this Runspace session, string script)
    {
        using var shell = PowerShell.Create(session);
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error.Select(record => record.ToString()));
        return output;
    }

    /// <summary>The cmdlets that an import brings.</summary>
    public static IReadOnlyList<CmdletInfo> ImportedCmdlets(this Runspace session) =>
        [.. session.Run("Import-Module $manifest; Get-Command -Module MicroStatus").Select(item => (CmdletInfo)item.BaseObject)];

    /// <summary>A list of the manifest.</summary>
    public static IReadOnlyList<string> ManifestList(string key)
    {
        var table = (HashtableAst)Parser.ParseFile(Manifest, out _, out _).Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        var value = ((System.Collections.Hashtable)table.SafeGetValue())[key];
        return [.. LanguagePrimitives.ConvertTo<string[]>(value)];
    }

    private static string Metadata(string key) =>
        typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

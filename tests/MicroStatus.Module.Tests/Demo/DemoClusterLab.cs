using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicroStatus.Module.Tests.Moves;
using MicroStatus.Module.Tests.Staged;

namespace MicroStatus.Module.Tests.Demo;

/// <summary>A demo lab and a session of the staged module that works with it.</summary>
internal sealed class DemoClusterLab : IDisposable
{
    private readonly Runspace _session = StagedModule.OpenSession();
    private readonly string _root = Directory.CreateTempSubdirectory("microstatus-cluster-").FullName;

    /// <summary>Makes the lab.</summary>
    /// <param name="only">The one dataset that it keeps; null for all.</param>
    public DemoClusterLab(string? only = null)
    {
        Run($"Import-Module $manifest; $lab = New-DemoLab '{Folder}'");
        foreach (var path in only is null ? [] : Lines($"$lab.Datasets | Where-Object Name -NE '{only}' | ForEach-Object Path"))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>The lab's folder.</summary>
    public string Folder => Path.Join(_root, "lab");

    /// <summary>What the stand-ins for the lab's programs were asked for: the program and its arguments, in their order.</summary>
    public IReadOnlyList<string> Calls => [.. File.ReadLines(Path.Join(Folder, "demo-cluster/log.txt")).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];

    /// <summary>Runs commands; any error fails the test.</summary>
    public void Run(string commands) => _ = _session.Run(commands);

    /// <summary>What commands put out, as text.</summary>
    public IReadOnlyList<string> Lines(string commands) => [.. _session.Run(commands).Select(line => LanguagePrimitives.ConvertTo<string>(line))];

    /// <summary>Lets time pass, and checks the lab after each step.</summary>
    public void Loop(int steps, string fault = "") => Run($"Step-DemoLab $lab.Path -Count {steps} {fault} | Invoke-StatusCheck | Out-Null");

    /// <summary>A dataset's status, its stage and whether it has moved.</summary>
    public string Status(string name) => Assert.Single(Lines($"Get-Dataset {name} -SettingsPath $lab.SettingsPath | ForEach-Object ProcessingStatusText"));

    public void Dispose()
    {
        _session.Dispose();
        MoveLab.Bash("for i in 1 2 3 4 5; do rm -rf -- \"$1\" 2>/dev/null && break; sleep 1; done", "/", _root);
    }
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicroStatus.Module.Tests.Configuration;

public sealed class StagedSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("microstatus-");
    private readonly Runspace _runspace;

    public StagedSettingsTests()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule());
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void New_settings_of_the_staged_module_are_read_by_it()
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript($"New-StatusSettings -Path '{_folder.FullName}' > $null; Get-StatusSettings Rscm:Folder -SettingsPath '{_folder.FullName}'");
        dynamic setting = Assert.Single(shell.Invoke());
        Assert.Empty(shell.Streams.Error);
        Assert.Equal("RSCM", (string)setting.Value);
        Assert.Equal(Path.Join(_folder.FullName, "microstatus.json"), (string)setting.Source);
    }

    private static string StagedModule()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder!.FullName, "MicroStatus.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Join(folder.FullName, "out/MicroStatus/MicroStatus.psd1");
    }
}

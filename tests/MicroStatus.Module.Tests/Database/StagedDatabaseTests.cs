using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicroStatus.Module.Tests.Database;

public sealed class StagedDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("microstatus-");
    private readonly ScreenHost _host = new(width: 160);
    private readonly Runspace _runspace;

    public StagedDatabaseTests()
    {
        File.WriteAllText(Path.Join(_folder.FullName, "microstatus.json"), """{ "database": { "path": "datasets.db", "backupFolder": "backups" } }""");
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule());
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        _runspace.SessionStateProxy.SetVariable("lab", _folder.FullName);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_database_is_made_read_backed_up_and_found_current()
    {
        Assert.Empty(Run("New-DatasetDb -SettingsPath $lab > $null; Get-Dataset -SettingsPath $lab"));
        dynamic backup = Assert.Single(Run("Backup-DatasetDb -SettingsPath $lab"));
        Assert.Equal(Path.Join(_folder.FullName, "backups"), Path.GetDirectoryName((string)backup.Path));
        dynamic upgrade = Assert.Single(Run("Update-DatasetDb -SettingsPath $lab"));
        Assert.Equal(0, (int)upgrade.Steps.Count);
    }

    [Fact]
    public void A_missing_database_is_told_by_its_error_id()
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript("Get-Dataset -SettingsPath $lab");
        shell.Invoke();
        Assert.Equal("DatabaseNotFound,MicroStatus.Datasets.GetDatasetCommand", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void Views_work_in_the_bare_engine_and_keep_odd_names_on_their_line()
    {
        const string Odd = "[MicroStatus.Datasets.Dataset]@{ Id = 7; Name = \"a`nb`e[31m\"; Pi = 'Müller'; ImagingStatusText = 'in_progress'; RibbonsTotal = 8; RibbonsFinished = 3; Paused = $true }";
        var lines = Show(Odd + "");
        var row = Assert.Single(lines, line => line.Contains("Müller", StringComparison.Ordinal));
        Assert.Contains(@"a\u{000a}b\u{001b}[31m", row, StringComparison.Ordinal);
        Assert.Contains("in_progress 37 %", row, StringComparison.Ordinal);
        Assert.Contains("paused", row, StringComparison.Ordinal);

        const string Event = "[MicroStatus.Datasets.DatasetEvent]@{ Time = [datetimeoffset]::UnixEpoch; Name = 'x'; Kind = 'imaging'; Field = 'imaging_status'; From = 'a'; To = \"b`n\" }";
        Assert.Contains(Show(Event + ""), line => line.Contains(@"imaging_status: a -> b\u{000a}", StringComparison.Ordinal));
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

    private List<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return [.. output];
    }

    // The bare engine has no Out-String: what its host would show is looked at.
    private List<string> Show(string script)
    {
        _host.Lines.Clear();
        Run(script + " | Out-Host");
        return [.. _host.Lines];
    }
}

using System.Management.Automation.Runspaces;
using MicroStatus.Module.Tests.Staged;

namespace MicroStatus.Module.Tests.Acquisition;

/// <summary>The demo lab through a pipeline of the staged module, as a user composes it.</summary>
public sealed class StagedDemoLabTests : IDisposable
{
    private readonly Runspace _session = StagedModule.OpenSession();
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-lab-").FullName;

    public StagedDemoLabTests() => _ = _session.Run("Import-Module $manifest");

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_step_is_checked_before_the_next_one_is_taken()
    {
        var counts = _session.Run(
            $"New-DemoLab '{_folder}/lab' | Invoke-StatusCheck | ForEach-Object Finished; "
            + $"Step-DemoLab '{_folder}/lab' -Count 5 | Invoke-StatusCheck | ForEach-Object Finished").Select(count => (int)count.BaseObject).ToList();

        Assert.Equal(6, counts.Count);
        Assert.Equal(counts.Order(), counts);
        Assert.True(counts[5] > counts[1], string.Join(", ", counts));
    }

    [Fact]
    public void After_five_steps_nobody_is_being_imaged_and_a_check_changes_nothing_once_no_move_runs()
    {
        var settings = $"'{_folder}/lab'";
        _ = _session.Run($"New-DemoLab {settings} | Invoke-StatusCheck; Step-DemoLab {settings} -Count 5 | Invoke-StatusCheck");

        _ = _session.Run($"Get-DatasetMove -SettingsPath {settings} | Wait-DatasetMove -SettingsPath {settings} -PollInterval 00:00:01; Invoke-StatusCheck -SettingsPath {settings}");
        Assert.Empty(_session.Run($"Get-Dataset -ImagingStatus InProgress -SettingsPath {settings}"));
        Assert.Equal(true, Assert.Single(_session.Run($"(Invoke-StatusCheck -SettingsPath {settings}).IsQuiet")).BaseObject);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicroStatus.Module.Tests.Faults;
using MicroStatus.Module.Tests.Shell;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Module.Tests.Moves;

/// <summary>A demo lab moves its finished datasets by status checks, with the real rclone, on a real cluster or on this machine, and a person brings one back.</summary>
public sealed class DemoLabMoveTests : IDisposable
{
    // What is processed changes its files; here only moves are the matter.
    private const string Check = "Invoke-StatusCheck -Step Storage, Acquisition, Moves | Out-Null";

    private const int MostChecks = 40;

    private readonly string _root = Directory.CreateTempSubdirectory("microstatus-demo-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private string Lab => Path.Join(_root, "lab");

    private string Fast => Path.Join(Lab, "CBI_FastStore/Acquire");

    private string Hive => Path.Join(Lab, "h20/Acquire");

    public void Dispose() => MoveLab.Bash("for i in 1 2 3 4 5; do rm -rf -- \"$1\" && break; sleep 1; done", "/", _root);

    [Fact]
    public async Task Finished_datasets_move_through_a_real_cluster_and_one_comes_back_identical()
    {
        Assert.SkipUnless(SlurmNode.Missing is null, SlurmNode.Missing ?? string.Empty);
        await using var node = await SlurmNode.StartAsync(TestContext.Current.CancellationToken);
        await MakeLabAsync(node.Settings);

        await MoveAndRestoreAsync();

        Assert.Equal("Slurm", (await RunAsync("(Get-ClusterJob -Name move_* | Where-Object State -eq Completed | ForEach-Object { [string]$_.Executor }) -join ' '")).Split(' ').Distinct().Single());
    }

    [Fact]
    public async Task Finished_datasets_move_by_jobs_of_this_machine_and_one_comes_back_identical()
    {
        await MakeLabAsync([]);
        await MoveAndRestoreAsync();
    }

    private async Task MakeLabAsync(Dictionary<string, object> cluster)
    {
        foreach (var program in (ReadOnlySpan<string>)["rclone", "setsid", "b2sum"])
        {
            Assert.SkipUnless(FaultLab.IsThere(program), $"The program {program} is not on PATH.");
        }

        await RunAsync($"New-DemoLab '{Lab}' | Out-Null");
        _variables["MICROSTATUS_SETTINGS"] = Lab;
        await RunAsync($"{Check}; 1..5 | ForEach-Object {{ Step-DemoLab | Out-Null; {Check} }}");

        // The lab's steps keep its clock in the same file.
        var file = Path.Join(Lab, "microstatus.local.json");
        var local = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
        local["Cluster"] = JsonSerializer.SerializeToNode(cluster);
        local["Moves"] = new JsonObject { ["TimeResolution"] = "1 s" };
        await File.WriteAllTextAsync(file, local.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private async Task MoveAndRestoreAsync()
    {
        // Paths below the acquisitions, of what has been imaged, is no demo dataset, and is still on FastStore.
        var finished = await ListAsync(
            $"Get-Dataset | Where-Object {{ $_.ImagingStatus -eq 'Finished' -and -not $_.Moved -and -not $_.Paused }} | ForEach-Object {{ $_.Id; $_.Path.Substring({Fast.Length + 1}) }}");
        var datasets = finished.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.True(datasets.Count >= 3, string.Join('\n', finished));
        var before = datasets.ToDictionary(pair => pair.Key, pair => Everything(Path.Join(Fast, pair.Value)));
        await RunAsync($"Set-Dataset -Id {string.Join(',', datasets.Keys)} -ProcessingStatus Finished -Force -Confirm:$false");

        var checks = 0;
        for (var left = datasets.Count; left > 0; checks++)
        {
            Assert.True(checks < MostChecks, await RunAsync("Get-DatasetMove -Explain | ForEach-Object { \"$($_.Name): $($_.Obstacles)\" }"));
            await RunAsync($"{Check}; Wait-DatasetMove -PollInterval 00:00:01 | Out-Null");
            left = int.Parse(await RunAsync($"@(Get-Dataset -Id {string.Join(',', datasets.Keys)} | Where-Object {{ -not $_.Moved }}).Count"), CultureInfo.InvariantCulture);
        }

        foreach (var (id, path) in datasets)
        {
            Assert.False(Directory.Exists(Path.Join(Fast, path)));
            Assert.Equal(before[id], Everything(Path.Join(Hive, path)));
        }

        var (first, place) = (datasets.First().Key, Path.Join(Fast, datasets.First().Value));
        Assert.Equal(place, await RunAsync($"(Restore-Dataset -Id {first} -Confirm:$false).Path"));
        Assert.Equal(before[first], Everything(place));
        await RunAsync($"{Check}; Wait-DatasetMove -PollInterval 00:00:01 | Out-Null");
        Assert.Equal(before[first], Everything(place));
        Assert.Equal("False False", await RunAsync($"Get-Dataset -Id {first} | ForEach-Object {{ \"$($_.Moved) $($_.Moving)\" }}"));
    }

    // Type, name, permissions, size, time and target of each entry, and each file's content.
    private static string Everything(string folder) => MoveLab.Bash(
        """
        find . -type d -printf '%y %m %T@ %p\0' -o -type l -printf '%y %p//%l\0' -o -printf '%y %m %s %T@ %p\0' | LC_ALL=C sort -z | tr '\0\n' '\n?'
        find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r b2sum
        """,
        folder);

    private async Task<string[]> ListAsync(string commands) => (await RunAsync(commands)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<string> RunAsync(string commands)
    {
        var result = await ShellRun.ToEndAsync(input: null, ["-Command", "$ErrorActionPreference = 'Continue'; " + commands], _variables);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.TrimEnd();
    }
}

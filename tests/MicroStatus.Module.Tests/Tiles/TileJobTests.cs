using System.Text.Json;
using System.Text.Json.Nodes;
using MicroStatus.Module.Tests.Faults;
using MicroStatus.Module.Tests.Moves;
using MicroStatus.Module.Tests.Shell;
using MicroStatus.Module.Tests.Staged;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Module.Tests.Tiles;

/// <summary>A demo lab's tiles are tested by jobs: an array of a real cluster, or a process of this machine.</summary>
public sealed class TileJobTests : IDisposable
{
    private const string Dataset = "KC34_thymus";

    private readonly string _root = Directory.CreateTempSubdirectory("microstatus-tiles-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private string Lab => Path.Join(_root, "lab");

    public void Dispose() => MoveLab.Bash("for i in 1 2 3 4 5; do rm -rf -- \"$1\" && break; sleep 1; done", "/", _root);

    [Fact]
    public async Task An_array_of_the_cluster_finds_what_the_test_itself_finds()
    {
        Assert.SkipUnless(SlurmNode.Missing is null, SlurmNode.Missing ?? string.Empty);
        await using var node = await SlurmNode.StartAsync(TestContext.Current.CancellationToken);
        await MakeLabAsync(node.Settings);

        var tasks = await FindsTheSameAsync();

        Assert.True(tasks > 1, $"{tasks} tasks");
    }

    [Fact]
    public async Task A_process_of_this_machine_finds_what_the_test_itself_finds()
    {
        Assert.SkipUnless(FaultLab.IsThere("setsid"), "The program setsid is not on PATH.");
        await MakeLabAsync([]);
        await FindsTheSameAsync();
    }

    private async Task<int> FindsTheSameAsync()
    {
        var bad = await RunAsync($"(Get-Dataset -Name {Dataset} | Get-TileSet).Tiles[3].Path");
        await using (var file = File.OpenWrite(bad))
        {
            file.SetLength(file.Length - 100);
        }

        const string Show = " | ForEach-Object { \"$($_.Kind) $($_.Tile) $($_.Row) $($_.Column) $($_.Channel) $($_.Path)\" }";
        var direct = await RunAsync($"Get-Dataset -Name {Dataset} | Test-TileSet -Deep {Show}");
        Assert.StartsWith("Truncated 3 ", direct, StringComparison.Ordinal);

        var job = await RunAsync($"$job = Get-Dataset -Name {Dataset} | Test-TileSet -Deep -AsJob; $job.JobName; $job.Tasks");
        var (name, tasks) = (job.Split('\n')[0].Trim(), int.Parse(job.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture));
        var received = await RunAsync($"Receive-TileSetResult {name} -Wait -PollInterval 00:00:01 {Show}");

        Assert.Equal(direct, received);
        Assert.Equal($"Finished {tasks}", await RunAsync($"Receive-TileSetResult {name} -ListOnly | ForEach-Object {{ \"$($_.State) $($_.TasksDone)\" }}"));
        return tasks;
    }

    private async Task MakeLabAsync(Dictionary<string, object> cluster)
    {
        await RunAsync($"New-DemoLab '{Lab}' | Out-Null");
        _variables["MICROSTATUS_SETTINGS"] = Lab;
        await RunAsync("1..5 | ForEach-Object { Step-DemoLab | Out-Null; Invoke-StatusCheck -Step Storage, Acquisition | Out-Null }");
        var file = Path.Join(Lab, "microstatus.local.json");
        var local = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
        local["Cluster"] = JsonSerializer.SerializeToNode(cluster);
        local["Tiles"] = new JsonObject { ["Jobs"] = new JsonObject { ["Shell"] = new JsonArray(StagedModule.Shell, "-Command"), ["TaskFiles"] = 3 } };
        await File.WriteAllTextAsync(file, local.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private async Task<string> RunAsync(string commands)
    {
        var result = await ShellRun.ToEndAsync(input: null, ["-Command", commands], _variables);
        Assert.True(result.ExitCode == 0, $"{commands}\n{result.Output}\n{result.Error}");
        return result.Output.Trim();
    }
}

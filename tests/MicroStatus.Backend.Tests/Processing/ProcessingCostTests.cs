using System.Globalization;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Moves;
using MicroStatus.Backend.Tests.Processing.Month;
using MicroStatus.Checks;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>What a check costs: counted, not timed.</summary>
public sealed class ProcessingCostTests : IDisposable
{
    private const int Datasets = 24;
    private const int MostStatements = 6;

    private readonly CheckLab _lab = new() { Processes = true };
    private readonly List<string> _statements = [];
    private readonly List<string> _calls = [];

    public ProcessingCostTests()
    {
        _lab.Backend.Jobs = new FakeExecutor();
        _lab.Backend.Imaris = new ContentImaris();
        _lab.Backend.Statements = _statements.Add;
        _lab.Tree.Before = (call, path) =>
        {
            lock (_calls)
            {
                _calls.Add($"{call} {path}");
            }
        };
        foreach (var folder in new[] { "queueStitch", "processing", "complete", "error" })
        {
            Directory.CreateDirectory(Queue(folder));
        }
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_dataset_whose_status_changes_costs_few_statements()
    {
        await QueuedAsync();
        var idle = await CountAsync();

        Pass("queueStitch", "processing");
        RequireFew(await CountAsync() - idle);
        Assert.All(Names(), name => Assert.Equal(ProcessingStatus.Started, _lab.Row(name).ProcessingStatus));

        Pass("processing", "error");
        RequireFew(await CountAsync() - idle);
        Assert.All(Names(), name => Assert.Equal(ProcessingStatus.NeedsAttention, _lab.Row(name).ProcessingStatus));

        Assert.Equal(Datasets, _lab.Messages().Count(kind => kind == MessageKind.StitchingFailed));
    }

    [Fact]
    public async Task An_imaged_dataset_costs_few_statements()
    {
        foreach (var name in Names())
        {
            _lab.AddRscm("klimstra-w/5CL18/" + name, layers: 4, imaged: 1);
        }

        await _lab.CheckAsync();
        _lab.Advance(1);
        await _lab.CheckAsync();
        _lab.Advance(1);
        var idle = await CountAsync();
        _lab.Advance(1);
        foreach (var name in Names())
        {
            _lab.AddLayer(Path.Join(_lab.Rscm, "klimstra-w/5CL18", name), 2, "488", 2);
        }

        RequireFew(await CountAsync() - idle);
        Assert.All(Names(), name => Assert.Equal(4, _lab.Row(name).RibbonsFinished));
    }

    [Fact]
    public async Task Composites_are_measured_only_once_their_names_are_complete()
    {
        await QueuedAsync();
        Pass("queueStitch", "complete");
        var composites = Path.Join(_lab.Rscm, "klimstra-w/5CL18", Names()[0], "composites_RSCM_v0.1");
        _lab.Write(Path.Join(composites, "composite_000.tif"), "composite");
        await CountAsync();
        Assert.DoesNotContain(_calls, call => call.StartsWith("find " + composites + "/", StringComparison.Ordinal));

        _lab.Write(Path.Join(composites, "composite_001.tif"), "composite");
        await CountAsync();
        Assert.Equal(2, _calls.Count(call => call.StartsWith("find " + composites + "/composite", StringComparison.Ordinal)));
        Assert.Equal(ProcessingStatus.Stitched, _lab.Row(Names()[0]).ProcessingStatus);

        await CountAsync();
        Assert.DoesNotContain(_calls, call => call.StartsWith("find " + composites + "/composite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_finished_dataset_is_looked_at_once_a_day()
    {
        await QueuedAsync();
        _lab.Sql("UPDATE dataset SET paused = 1"); // it stays where it is
        _lab.SeenLongAgo();
        Pass("queueStitch", "complete");
        foreach (var name in Names())
        {
            var composites = Path.Join(_lab.Rscm, "klimstra-w/5CL18", name, "composites_RSCM_v0.1");
            _lab.Write(Path.Join(composites, "job_7", "composites_RSCM_v0.1_job_7.ims"), ContentImaris.Good);
        }

        await _lab.CheckAsync();
        await _lab.CheckAsync();
        Assert.All(Names(), name => Assert.Equal(ProcessingStatus.Finished, _lab.Row(name).ProcessingStatus));

        await CountAsync();
        Assert.DoesNotContain(_calls, call => call.Contains("composites_RSCM_v0.1", StringComparison.Ordinal));
        _lab.Advance(24 * 60);
        await CountAsync();
        Assert.Contains(_calls, call => call.Contains("composites_RSCM_v0.1", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Names() => [.. Enumerable.Range(0, Datasets).Select(i => string.Create(CultureInfo.InvariantCulture, $"b{i:00}_stack1"))];

    private string Queue(string folder) => Path.Join(_lab.Settings.Rscm.Processing.Stitching.Folder, folder);

    private async Task QueuedAsync()
    {
        foreach (var name in Names())
        {
            _lab.AddRscm("klimstra-w/5CL18/" + name, imaged: 2, ribbons: 1);
        }

        await _lab.SettleAsync();
        await _lab.CheckAsync();
        foreach (var file in Directory.GetFiles(Queue("queueStitch")))
        {
            File.SetLastWriteTimeUtc(file, _lab.Clock.GetUtcNow().UtcDateTime);
        }

        await _lab.CheckAsync();
    }

    private void RequireFew(int more) => Assert.True(
        more <= MostStatements * Datasets,
        $"{more} statements more for {Datasets} datasets:\n" + string.Join('\n', _statements.GroupBy(sql => sql[..Math.Min(sql.Length, 60)]).Where(group => group.Count() >= Datasets).Select(group => $"{group.Count()} {group.Key}")));

    private void Pass(string from, string to)
    {
        foreach (var file in Directory.GetFiles(Queue(from)))
        {
            File.Move(file, Path.Join(Queue(to), Path.GetFileName(file)));
        }
    }

    private async Task<int> CountAsync()
    {
        _statements.Clear();
        _calls.Clear();
        // What is said is delivered message by message, with its state on the disk before and after each.
        var request = new StatusCheckRequest { Host = "node1", Steps = [CheckStep.Storage, CheckStep.Acquisition, CheckStep.Processing] };
        Assert.Empty((await new StatusCheck(_lab.Backend, _lab.Settings).RunAsync(request, new Listener(), CheckLab.Cancellation)).Problems);
        return _statements.Count;
    }
}

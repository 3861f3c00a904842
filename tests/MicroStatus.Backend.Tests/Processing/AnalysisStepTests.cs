using System.Text.Json;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Trash;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>lab.md §12.</summary>
public sealed class AnalysisStepTests : IDisposable
{
    private const string Name = "8257_stack1";

    private readonly CheckLab _lab = new();

    public AnalysisStepTests()
    {
        Directory.CreateDirectory(Folder);
        _lab.Settings = _lab.Settings with { Analysis = new AnalysisSettings { Enabled = true, Folder = Folder } };
        _lab.Backend.Imaris = new AnyImaris(opens: true);
    }

    private string Folder => Path.Join(_lab.Root, "hive/CBI/json");

    private IReadOnlyList<string> Tasks => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_brain_dataset_that_has_finished_gets_its_task_once()
    {
        var file = await FinishAsync();
        var report = await _lab.CheckAsync();
        var task = Assert.Single(Tasks);
        Assert.Matches(@"^deneb_settings\d{8}_\d{6}\.json$", task);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(Folder, task), CheckLab.Cancellation));
        Assert.Equal(file, json.RootElement.GetProperty("ims_file").GetString());
        Assert.Equal(Path.Join(_lab.Root, "hive/Acquire/klimstra-w/5CL18/analysis"), json.RootElement.GetProperty("output_folder").GetString());
        Assert.Equal(["extract_tiff_series", "detect_cells"], json.RootElement.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.True(File.GetUnixFileMode(Path.Join(Folder, task)).HasFlag(UnixFileMode.GroupWrite));
        Assert.Contains(report.Changes, change => change.What == "analysis" && change.To == Path.Join(Folder, task));
        Assert.True(_lab.Row(Name).HasAnalysisTask);
        Assert.Equal(task[14..^5].Replace("_", string.Empty, StringComparison.Ordinal), string.Concat(_lab.Query("SELECT peace_json_created FROM dataset")[0].Where(char.IsAsciiDigit)));
        _lab.Advance(60);
        await _lab.CheckAsync();
        Assert.Single(Tasks);
        Assert.Single(_lab.Messages(), MessageKind.AnalysisTaskCreated);
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent"));
    }

    [Fact]
    public async Task Two_of_one_second_never_collide()
    {
        await FinishAsync();
        await FinishAsync("8258_stack1");
        await _lab.CheckAsync();
        Assert.Equal(2, Tasks.Count);
        Assert.Equal(2, _lab.Query("SELECT 1 FROM outbox WHERE kind = 'analysis-task-created'").Count);
    }

    [Fact]
    public async Task Nothing_is_created_by_default()
    {
        _lab.Settings = _lab.Settings with { Analysis = _lab.Settings.Analysis with { Enabled = new AnalysisSettings().Enabled } };
        await FinishAsync();
        await _lab.CheckAsync();
        Assert.Empty(Tasks);
    }

    [Theory]
    [InlineData("UPDATE dataset SET is_brain = 0")]
    [InlineData("UPDATE dataset SET processing_status = 'built_ims'")]
    [InlineData("UPDATE dataset SET imaris_file_path = NULL")]
    [InlineData("UPDATE dataset SET peace_json_created = 1")]
    [InlineData("UPDATE dataset SET peace_json_created = '2026-01-01_00-00-00'")]
    [InlineData("DELETE FROM observation")] // never seen on FastStore
    public async Task Others_get_none(string change)
    {
        await FinishAsync();
        _lab.Sql(change);
        Directory.Move(Path.Join(_lab.Rscm, "klimstra-w"), Path.Join(_lab.Root, "away")); // so that acquisition corrects nothing
        await _lab.CheckAsync();
        Assert.Empty(Tasks);
    }

    [Fact]
    public async Task A_file_that_does_not_open_yet_waits()
    {
        _lab.Backend.Imaris = new AnyImaris(opens: false);
        await FinishAsync();
        await _lab.CheckAsync();
        Assert.Empty(Tasks);
        _lab.Backend.Imaris = new AnyImaris(opens: true);
        await _lab.CheckAsync();
        Assert.Single(Tasks);
    }

    [Fact]
    public async Task What_was_built_before_the_take_over_gets_none()
    {
        await FinishAsync();
        using (var database = _lab.Open(DatabaseAccess.ReadWrite))
        {
            database.WriteMonitorState(database.ReadMonitorState() with { Since = _lab.Clock.GetUtcNow().AddSeconds(1) }, lease: null);
        }

        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Empty(Tasks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_only_looks_creates_nothing_and_tells_what_would_be(bool isWhatIf)
    {
        await FinishAsync();
        if (!isWhatIf)
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        }

        var report = await _lab.CheckAsync(isWhatIf);
        Assert.Contains(report.Changes, change => change.What == "analysis");
        Assert.Empty(Tasks);
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("after, and taken away")]
    public async Task A_crash_around_the_rename_creates_no_second_one(string moment)
    {
        await FinishAsync();
        _lab.Backend.FileActs = new DyingRename(isAfter: moment != "before");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.CheckAsync());
        Assert.Equal(["Open"], _lab.Query("SELECT state FROM intent"));
        var named = Tasks.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToList();
        Assert.Equal(moment == "before" ? 0 : 1, named.Count);
        if (moment == "after, and taken away")
        {
            File.Delete(Path.Join(Folder, named[0]));
        }

        _lab.Backend.FileActs = new Backend.Acquisition.FileActs();
        _lab.Advance(10);
        await _lab.CheckAsync();
        await _lab.CheckAsync();
        Assert.Equal(moment == "after, and taken away" ? 0 : 1, Tasks.Count);
        Assert.Equal(moment == "before" ? ["NotDone", "Done"] : ["Done"], _lab.Query("SELECT state FROM intent ORDER BY intent_id"));
        Assert.Single(_lab.Messages(), MessageKind.AnalysisTaskCreated);
        Assert.True(_lab.Row(Name).HasAnalysisTask);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_not_made()
    {
        await FinishAsync();
        Directory.Delete(Folder);
        var report = await _lab.CheckAsync();
        Assert.Contains(report.Problems, problem => problem is { Step: CheckStep.Analysis, Cause: StatusException { ErrorId: "AnalysisFolderMissing" } });
        Assert.False(Directory.Exists(Folder));
    }

    // An RSCM dataset that was imaged and processed; acquisition has seen it.
    private async Task<string> FinishAsync(string name = Name)
    {
        _lab.AddRscm("klimstra-w/5CL18/" + name);
        var isOn = _lab.Settings.Analysis.Enabled;
        _lab.Settings = _lab.Settings with { Analysis = _lab.Settings.Analysis with { Enabled = false } };
        await _lab.CheckAsync();
        _lab.Settings = _lab.Settings with { Analysis = _lab.Settings.Analysis with { Enabled = isOn } };
        var file = Path.Join(_lab.Root, $"hive/Acquire/RSCM/klimstra-w/5CL18/{name}/x.ims");
        _lab.Write(file, "x");
        _lab.Sql($"UPDATE dataset SET processing_status = 'finished', imaris_file_path = '{file}' WHERE name = '{name}'");
        return file;
    }
}

using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class ImportTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_is_on_disk_is_recorded_as_a_check_would_and_nothing_is_announced_then_or_by_the_next_checks()
    {
        FillWithOldDatasets();

        var result = await ImportAsync();

        Assert.Equal(5, result.Ids.Count);
        Assert.Equal(
            ["a_demo_stack1 Finished", "broken_stack1 NeedsAttention", "done_stack1 Finished", "lung InProgress", "stalled_stack1 InProgress"],
            _lab.Rows().Select(row => $"{row.Name} {row.ImagingStatus}").Order(StringComparer.Ordinal));
        Assert.True(_lab.Row("a_demo_stack1").Moved);
        Assert.Equal(["metadata"], _lab.OpenKinds(_lab.Row("broken_stack1").Path!));
        Assert.All(_lab.Rows().Where(row => !row.Moved), row => Assert.True(File.Exists(Path.Join(row.Path, ".microstatus.json"))));
        Assert.All(_lab.Query("SELECT why FROM dataset_event WHERE kind = 'registered'"), why => Assert.StartsWith("Imported. ", why, StringComparison.Ordinal));
        for (var i = 0; i < 4; i++)
        {
            _lab.Advance(25);
            await _lab.CheckAsync();
        }

        Assert.Equal(ImagingStatus.NeedsAttention, _lab.Row("stalled_stack1").ImagingStatus);
        Assert.Empty(_lab.Messages());
    }

    [Fact]
    public async Task What_happens_to_an_imported_dataset_later_is_announced()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.Advance(120);
        await ImportAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        Assert.Equal(["stalled"], _lab.OpenKinds(path));
        _lab.AddLayer(path, 0, "488", 2);
        await _lab.SettleAsync();
        Assert.Equal([MessageKind.ImagingResumed, MessageKind.ImagingFinished], _lab.Messages());
    }

    [Fact]
    public async Task A_dataset_that_stalls_after_its_import_is_announced()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.Advance(10);
        await ImportAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        Assert.Equal([MessageKind.ImagingPaused], _lab.Messages());
    }

    [Fact]
    public async Task A_search_writes_nothing_at_all_and_names_exactly_what_is_registered_then()
    {
        FillWithOldDatasets();
        var before = _lab.Everything();
        var found = Find();
        Assert.Equal(before, _lab.Everything());
        await RegisterAsync(found.Candidates);
        Assert.Equal(
            found.Candidates.Select(candidate => candidate.Folder.Path).Order(StringComparer.Ordinal),
            _lab.Rows().Select(row => row.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_that_are_there_are_left_as_they_are_and_named_as_known()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/b_demo_stack1");
        await _lab.CheckAsync();
        _lab.AddRscm("klimstra-w/5CL18/c_stack1", imaged: 2);
        _lab.Advance(60);
        var row = _lab.Query("SELECT * FROM dataset WHERE name = 'a_stack1'");

        var found = Find();
        await RegisterAsync([.. found.Candidates, .. found.Known.Select(folder => new ImportCandidate(folder, null))]);

        Assert.Equal(["c_stack1"], found.Candidates.Select(candidate => Path.GetFileName(candidate.Folder.Path)));
        Assert.Equal(["a_stack1", "b_demo_stack1"], found.Known.Select(folder => Path.GetFileName(folder.Path)));
        Assert.Equal(row, _lab.Query("SELECT * FROM dataset WHERE name = 'a_stack1'"));
        Assert.Equal(3, _lab.Rows().Count);
        Assert.Equal(path, _lab.Row("a_stack1").Path);
    }

    [Fact]
    public async Task A_renamed_folder_is_told_as_such_and_keeps_its_row_and_a_copy_gets_one_of_its_own()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        var messages = _lab.Messages();
        var renamed = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "b_stack1");
        _lab.Rename(path, renamed);
        _lab.Copy(renamed, Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "copy_stack1"));

        var found = Find();
        Assert.Equal(
            ["b_stack1 a_stack1", "copy_stack1 "],
            found.Candidates.Select(candidate => $"{Path.GetFileName(candidate.Folder.Path)} {candidate.Former?.Name}"));
        Assert.Equal(2, (await RegisterAsync(found.Candidates)).Ids.Count);

        Assert.Equal(["1|b_stack1", "2|copy_stack1"], _lab.Query("SELECT id, name FROM dataset ORDER BY id"));
        Assert.Equal(messages, _lab.Messages());
    }

    [Fact]
    public async Task A_folder_at_the_place_of_a_moved_dataset_is_an_error_and_not_registered()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Sql("UPDATE dataset SET moved = 1");
        var found = Find();
        Assert.Empty(found.Candidates);
        Assert.Equal(["DatasetReturned"], found.Faults.Select(fault => fault.ErrorId));
    }

    [Fact]
    public async Task A_dataset_that_cannot_be_read_is_one_error_and_the_others_are_registered()
    {
        var broken = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/b_stack1", imaged: 1);
        var found = Find();
        _lab.Tree.Deny(broken);
        var listener = new Listener();

        await new DatasetImport(_lab.Backend, _lab.Settings, "node1").RegisterAsync(found.Candidates, listener, CheckLab.Cancellation);

        Assert.Equal([broken], listener.Failures.Select(failure => failure.Path));
        Assert.Equal(["b_stack1"], _lab.Rows().Select(row => row.Name));
        Assert.Empty(_lab.Query("SELECT path FROM quarantine"));
    }

    [Theory]
    [MemberData(nameof(NameTests.OddNames), MemberType = typeof(NameTests))]
    public async Task A_dataset_of_any_name_is_imported_by_its_own_path(string name)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/" + name, imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/other_stack1");
        _lab.Advance(30);
        await RegisterAsync(Find(path).Candidates);
        Assert.Equal(path, Assert.Single(_lab.Rows()).Path);
    }

    [Theory]
    [InlineData(CheckMode.Observe, null)]
    [InlineData(CheckMode.Observe, CheckMode.Active)]
    [InlineData(CheckMode.Active, CheckMode.Observe)]
    public async Task Observing_refuses_it_and_says_what_to_do(CheckMode stored, CheckMode? configured)
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var found = Find();
        _lab.Sql($"UPDATE monitor_note SET value = '{stored}' WHERE name = 'monitor.mode'");
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = configured } };
        var before = _lab.Everything();

        var refusal = Assert.Throws<StatusException>(() => Find());
        Assert.Equal("MonitorObserves", refusal.ErrorId);
        Assert.Contains("Enable-StatusCheck", refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("MonitorObserves", (await Assert.ThrowsAsync<StatusException>(() => RegisterAsync(found.Candidates))).ErrorId);
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task A_running_check_and_another_node_refuse_it()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var found = Find();
        using (var database = _lab.Open(DatabaseAccess.ReadWrite))
        {
            await using var lease = database.AcquireLease(CheckLab.Cancellation);
            Assert.Equal("LeaseHeld", (await Assert.ThrowsAsync<StatusException>(() => RegisterAsync(found.Candidates))).ErrorId);
        }

        await RegisterAsync(found.Candidates);
        var other = new DatasetImport(_lab.Backend, _lab.Settings, "node2");
        Assert.Equal("CheckHostOther", Assert.Throws<StatusException>(() => other.Find([], [], new Listener(), CheckLab.Cancellation)).ErrorId);
        Assert.Equal("CheckHostOther", (await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync(host: "node2"))).ErrorId);
    }

    [Fact]
    public async Task An_absent_store_is_an_error_for_each_path_and_nothing_is_registered()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_demo_stack1");
        var found = Find();
        Directory.Move(_lab.Fast, _lab.Fast + "-away");
        try
        {
            var absent = Find(_lab.Rscm, _lab.MesoSpim);
            Assert.Equal(["StoreAbsent", "StoreAbsent"], absent.Faults.Select(fault => fault.ErrorId));
            Assert.Equal([_lab.Rscm, _lab.MesoSpim], absent.Faults.Select(fault => fault.Target));
            Assert.Equal("StoreAbsent", (await Assert.ThrowsAsync<StatusException>(() => RegisterAsync(found.Candidates))).ErrorId);
            Assert.Empty(_lab.Rows());
        }
        finally
        {
            Directory.Move(_lab.Fast + "-away", _lab.Fast);
        }
    }

    [Fact]
    public async Task A_stop_keeps_what_was_registered_and_the_rest_is_found_next_time()
    {
        for (var i = 0; i < 40; i++)
        {
            _lab.AddRscm($"klimstra-w/5CL18/n{i:D2}_stack1", imaged: 1);
        }

        using var stop = new CancellationTokenSource();
        var done = 0;
        var listener = new Listener
        {
            OnProgress = _ =>
            {
                if (++done == 16)
                {
                    stop.Cancel();
                }
            },
        };
        var candidates = Find().Candidates;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DatasetImport(_lab.Backend, _lab.Settings, "node1").RegisterAsync(candidates, listener, stop.Token));
        Assert.Equal(16, _lab.Rows().Count);
        Assert.Equal("1", _lab.Query("SELECT released FROM run_lease")[0]);
        Assert.Equal(24, Find().Candidates.Count);
        await ImportAsync();
        Assert.Equal(40, _lab.Rows().Count);
        Assert.Empty(_lab.Messages());
    }

    [Fact]
    public void A_modality_and_paths_choose_what_is_found()
    {
        var a = _lab.AddRscm("klimstra-w/5CL18/a_stack1");
        var b = _lab.AddRscm("cebra/CL2/b_stack1");
        var c = Path.Join(_lab.MesoSpim, "cebra", "CL12", "lung");
        _lab.AddTile(c, 0);
        Directory.CreateDirectory(Path.Join(_lab.Rscm, "empty"));

        Assert.Equal([b, a, c], Paths(Find()));
        Assert.Equal([c], Paths(Find([], "MesoSpim")));
        Assert.Equal([a], Paths(Find(Path.GetDirectoryName(a)!, a, a + "/")));
        Assert.Equal([b, a], Paths(Find(_lab.Rscm)));
        Assert.Equal([Path.Join(_lab.Rscm, "empty")], Find(Path.Join(_lab.Rscm, "empty"), a).Empty);
        Assert.Equal([a], Find([a], "mesospim").Empty);
        Assert.Equal("ModalityUnknown", Assert.Throws<StatusException>(() => Find([], "confocal")).ErrorId);
    }

    private static IEnumerable<string> Paths(ImportFinding finding) => finding.Candidates.Select(candidate => candidate.Folder.Path);

    // All of it years before the import.
    private void FillWithOldDatasets()
    {
        _lab.AddRscm("klimstra-w/5CL18/done_stack1", imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/stalled_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/a_demo_stack1", imaged: 1);
        _lab.Write(Path.Join(_lab.AddRscm("klimstra-w/5CL18/broken_stack1", imaged: 1), "vs_series.dat"), string.Empty);
        _lab.AddTile(Path.Join(_lab.MesoSpim, "cebra", "CL12", "lung"), 0, stopped: false);
        _lab.Advance(60 * 24 * 900);
    }

    private ImportFinding Find(params string[] paths) => Find(paths, []);

    private ImportFinding Find(string[] paths, params string[] modalities) =>
        new DatasetImport(_lab.Backend, _lab.Settings, "node1").Find(paths, modalities, new Listener(), CheckLab.Cancellation);

    private Task<ImportResult> RegisterAsync(IReadOnlyList<ImportCandidate> candidates) =>
        new DatasetImport(_lab.Backend, _lab.Settings, "node1").RegisterAsync(candidates, new Listener(), CheckLab.Cancellation);

    private Task<ImportResult> ImportAsync() => RegisterAsync(Find().Candidates);
}

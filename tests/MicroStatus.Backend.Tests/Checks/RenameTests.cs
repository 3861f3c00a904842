using System.Text.Json.Nodes;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class RenameTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_renamed_dataset_keeps_row_pi_and_project_and_its_marker_memory_and_attention_follow()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/old_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        var before = _lab.Row("old_stack1");
        var to = Path.Join(_lab.Rscm, "dutta", "CL7", "new_stack1");
        _lab.Rename(path, to);
        var seen = _lab.Observation(path)!.FirstSeen;
        _lab.Advance(1);
        var report = await _lab.CheckAsync();

        var row = Assert.Single(_lab.Rows());
        Assert.Equal((before.Id, "new_stack1", to, "klimstra-w", "5CL18"), (row.Id, row.Name, row.Path, row.Pi, row.ClNumber));
        Assert.Equal((to, row.Id), Marker(to));
        Assert.Equal(seen, _lab.Observation(to)!.FirstSeen);
        Assert.Null(_lab.Observation(path));
        Assert.Equal([AttentionKind.Stalled], _lab.OpenKinds(to));
        Assert.Equal("renamed", Assert.Single(report.Changes, change => change.What == "renamed").What);
        Assert.Empty(report.Problems);
        Assert.Equal([MessageKind.ImagingStarted, MessageKind.ImagingPaused], _lab.Messages("new_stack1"));
        Assert.True((await _lab.CheckAsync()).IsQuiet || (await _lab.CheckAsync()).IsQuiet);
    }

    [Fact]
    public async Task A_copy_becomes_a_dataset_of_its_own_with_a_marker_of_its_own()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 2);
        await _lab.CheckAsync();
        var copy = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "copy_stack1");
        _lab.Copy(path, copy);
        var report = await _lab.CheckAsync();

        Assert.Equal(1, report.Registered);
        Assert.Equal((path, _lab.Row("first_stack1").Id), Marker(path));
        Assert.Equal((copy, _lab.Row("copy_stack1").Id), Marker(copy));
    }

    [Fact]
    public async Task Of_two_folders_with_one_marker_the_one_that_was_renamed_keeps_the_row()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 2);
        await _lab.CheckAsync();
        var id = _lab.Row("first_stack1").Id;
        var copy = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "a_copy_stack1");
        var renamed = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "b_renamed_stack1");
        _lab.Copy(path, copy);
        _lab.Rename(path, renamed);
        var report = await _lab.CheckAsync();

        Assert.Equal(id, _lab.Row("b_renamed_stack1").Id);
        Assert.Equal((copy, _lab.Row("a_copy_stack1").Id), Marker(copy));
        Assert.Equal((renamed, id), Marker(renamed));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_copy_whose_original_is_gone_is_a_new_dataset_and_the_original_is_missed()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Copy(path, Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "copy_stack1"));
        _lab.Delete(path);
        await _lab.CheckAsync();

        Assert.Equal(2, _lab.Rows().Count);
        Assert.Equal([AttentionKind.Vanished], _lab.OpenKinds(path));
    }

    [Fact]
    public async Task Renaming_the_folder_of_a_pi_renames_every_dataset_below_it()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/group/b_stack1", imaged: 1);
        await _lab.CheckAsync();
        var ids = _lab.Rows().Select(row => row.Id).ToList();
        _lab.Rename(Path.Join(_lab.Rscm, "klimstra-w"), Path.Join(_lab.Rscm, "klimstra-x"));
        var report = await _lab.CheckAsync();

        Assert.Equal(ids, _lab.Rows().Select(row => row.Id));
        Assert.All(_lab.Rows(), row => Assert.Contains("/klimstra-x/", row.Path, StringComparison.Ordinal));
        Assert.All(_lab.Rows(), row => Assert.Equal("klimstra-w", row.Pi));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_rename_whose_old_place_is_taken_again_is_a_new_dataset_and_later_renames_of_both_are_followed()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 1);
        await _lab.CheckAsync();
        var moved = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "moved_stack1");
        _lab.Rename(path, moved);
        _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 1);
        await _lab.CheckAsync();
        var (first, other) = (_lab.Row("first_stack1").Id, _lab.Row("moved_stack1").Id);

        Assert.NotEqual(first, other);
        Assert.Equal((moved, other), Marker(moved));

        _lab.Advance(24 * 60 + 1);
        await _lab.CheckAsync();
        Assert.Equal((path, first), Marker(path));

        _lab.Rename(path, path + "x");
        _lab.Rename(moved, moved + "x");
        await _lab.CheckAsync();

        Assert.Equal([first, other], _lab.Rows().Select(row => row.Id));
        Assert.Equal([path + "x", moved + "x"], _lab.Rows().Select(row => row.Path));
    }

    [Fact]
    public async Task A_new_acquisition_under_the_name_of_a_renamed_one_is_announced_for_itself()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Rename(path, path + "_old");
        await _lab.CheckAsync();
        _lab.AddRscm("klimstra-w/5CL18/first_stack1", imaged: 1);
        await _lab.CheckAsync();

        Assert.Equal([MessageKind.ImagingStarted], _lab.Messages("first_stack1"));
        Assert.Equal([MessageKind.ImagingStarted], _lab.Messages("first_stack1_old"));
    }

    [Fact]
    public async Task Other_programs_keys_in_a_marker_survive_and_a_marker_that_is_none_is_replaced()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var garbage = _lab.AddRscm("klimstra-w/5CL18/b_stack1", imaged: 1);
        _lab.Write(Path.Join(path, ".microstatus.json"), $$"""{"path": "{{path}}", "theirs": [1, 2]}""");
        _lab.Write(Path.Join(garbage, ".microstatus.json"), "{\"path\": ");
        var report = await _lab.CheckAsync();

        Assert.Empty(report.Problems);
        Assert.Equal((path, _lab.Row("a_stack1").Id), Marker(path));
        Assert.Equal((garbage, _lab.Row("b_stack1").Id), Marker(garbage));
        Assert.Contains("theirs", await File.ReadAllTextAsync(Path.Join(path, ".microstatus.json"), CheckLab.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marker_that_could_not_be_written_at_registration_is_written_at_the_next_full_listing()
    {
        var acts = _lab.Backend.FileActs;
        _lab.Backend.FileActs = new FullDisk();
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var report = await _lab.CheckAsync();

        Assert.Contains("marker", Assert.Single(report.Problems).Text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(path, ".microstatus.json")));

        _lab.Backend.FileActs = acts;
        _lab.Advance(24 * 60 + 1);
        await _lab.CheckAsync();

        Assert.Equal((path, _lab.Row("a_stack1").Id), Marker(path));
    }

    [Fact]
    public async Task A_folder_at_the_old_place_of_a_moved_dataset_is_told_and_never_mixed_up_with_it()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        await _lab.SettleAsync();
        _lab.Delete(path);
        _lab.Sql("UPDATE dataset SET moved = 1, path_on_hive = '/h20/x'");
        await _lab.CheckAsync();
        var before = _lab.SharedTables();
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var report = await _lab.CheckAsync();

        Assert.Contains("at its old place again", Assert.Single(report.Problems).Text, StringComparison.Ordinal);
        Assert.Equal(before, _lab.SharedTables());
    }

    private static (string? Path, long? Id) Marker(string dataset)
    {
        var marker = JsonNode.Parse(File.ReadAllText(Path.Join(dataset, ".microstatus.json")))!;
        return ((string?)marker["path"], (long?)marker["id"]);
    }
}

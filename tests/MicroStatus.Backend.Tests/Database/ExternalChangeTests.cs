using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class ExternalChangeTests : IAsyncDisposable
{
    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;
    private readonly ILeaseHold _lease;

    public ExternalChangeTests()
    {
        _database = _lab.Create();
        _lease = _database.AcquireLease(DatabaseLab.Cancellation);
        _database.Apply(
            [DatabaseLab.Registration(DatabaseLab.Acquisition("a_stack1")), DatabaseLab.Registration(DatabaseLab.Acquisition("b_stack1"))],
            ownTablesOnly: false,
            _lease);
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        _database.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void What_we_wrote_ourselves_is_no_news()
    {
        Change(1, new FieldChange(DatasetField.Channels, 1L, 3L), new FieldChange(DatasetField.Pi, "Müller", "O'Brien"));
        _database.RemoveDatasets(_database.PlanRemoval([2]));
        Assert.Empty(_database.NoteExternalChanges(_lease).Changes);
    }

    [Fact]
    public void Each_column_that_another_program_changed_is_one_entry_with_its_values()
    {
        _lab.Sql("UPDATE dataset SET imaging_status = 'paused', paused = 1, ribbons_total = 'many' WHERE id = 1; UPDATE dataset SET keep_composites = 1 WHERE id = 2");
        var look = _database.NoteExternalChanges(_lease);
        Assert.Equal(
            [
                (1, "imaging_status", "in_progress", "paused", ColumnAuthors.Monitor),
                (1, "ribbons_total", null, "many", ColumnAuthors.Monitor),
                (1, "paused", "0", "1", ColumnAuthors.Monitor),
                (2, "keep_composites", "0", "1", ColumnAuthors.Person),
            ],
            look.Changes.Select(change => ((int)change.Id!, change.Field, change.From, change.To, change.Who)));
        Assert.Equal(look.Changes.Select(Plain), Events().Select(Plain));
        Assert.Empty(_database.NoteExternalChanges(_lease).Changes);
    }

    [Fact]
    public void Looking_alone_notes_nothing()
    {
        _lab.Sql("UPDATE dataset SET public = 1 WHERE id = 2");
        Assert.Single(_database.ReadExternalChanges().Changes);
        Assert.Empty(Events());
        Assert.Single(_database.NoteExternalChanges(_lease).Changes);
    }

    [Fact]
    public void Rows_that_another_program_added_or_removed_are_told()
    {
        _lab.Sql("DELETE FROM dataset WHERE id = 1; INSERT INTO dataset (name, path_on_fast_store) VALUES ('c_stack1', '/fast/c')");
        Assert.Equal(
            ["3|c_stack1||recorded", "1|a_stack1|recorded|removed"],
            _database.NoteExternalChanges(_lease).Changes.Select(change => $"{change.Id}|{change.Name}|{change.From}|{change.To}"));
        Assert.Empty(_database.NoteExternalChanges(_lease).Changes);
    }

    [Fact]
    public void A_pi_and_a_cl_number_are_told_by_name()
    {
        _lab.Sql("INSERT INTO pi (id, name) VALUES (7, 'klimstra-w'); UPDATE dataset SET pi = 7, cl_number = 99 WHERE id = 1");
        Assert.Equal(["5CL18 -> 99", "Müller -> klimstra-w"], _database.NoteExternalChanges(_lease).Changes.Select(change => $"{change.From} -> {change.To}"));
    }

    [Fact]
    public void A_change_by_others_is_told_before_our_own_change_of_the_row()
    {
        _lab.Sql("UPDATE dataset SET keep_composites = 1 WHERE id = 1");
        Change(1, new FieldChange(DatasetField.Channels, 1L, 3L));
        Assert.Equal(["external keep_composites 0 1", "details channels 1 3"], Events().Select(Short));
        Assert.Empty(_database.NoteExternalChanges(_lease).Changes);
    }

    [Fact]
    public void Counts_that_go_on_changing_are_one_entry_until_something_else_happens()
    {
        Change(1, new FieldChange(DatasetField.RibbonsFinished, null, 10L));
        _lab.Clock.Advance(TimeSpan.FromMinutes(5));
        Change(1, new FieldChange(DatasetField.RibbonsFinished, 10L, 20L), new FieldChange(DatasetField.ZLayersCurrent, null, 7L));
        Change(1, new FieldChange(DatasetField.RibbonsFinished, 20L, 30L));
        var running = Events().Single(entry => entry.Field == "ribbons_finished");
        Assert.Equal((null, "30", DatabaseLab.Start.AddMinutes(5)), (running.From, running.To, running.Time.ToUniversalTime()));
        Assert.Equal("What the files prove. Since 2026-09-14_10-00-00.", running.Why);

        Change(1, new FieldChange(DatasetField.Channels, 1L, 2L));
        Change(1, new FieldChange(DatasetField.RibbonsFinished, 30L, 40L));
        Assert.Equal(["progress z_layers_current  7", "progress ribbons_finished  30", "details channels 1 2", "progress ribbons_finished 30 40"], Events().Select(Short));
    }

    [Fact]
    public void Counts_of_another_monitor_are_kept_apart_from_ours()
    {
        Change(1, new FieldChange(DatasetField.RibbonsFinished, null, 10L));
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12 WHERE id = 1");
        _database.NoteExternalChanges(_lease);
        Assert.Equal(["progress ribbons_finished  10", "external ribbons_finished 10 12"], Events().Select(Short));
    }

    [Fact]
    public void A_database_brought_up_begins_with_its_rows_as_seen()
    {
        using var lab = new DatabaseLab();
        lab.MakeForeign(35);
        lab.Sql("INSERT INTO dataset (name, path_on_fast_store, ribbons_total) VALUES ('a', '/fast/a', 'many'), (NULL, x'00ff', 1.5)");
        lab.Files.Upgrade(DatabaseLab.Cancellation);
        using var database = lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal((null, 0), (database.ReadExternalChanges().WatchedSince, database.ReadExternalChanges().Changes.Count));
    }

    [Fact]
    public void The_first_look_and_the_one_before_are_known()
    {
        Assert.Equal((null, null), Times());
        _lab.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((DatabaseLab.Start, DatabaseLab.Start), Times());
        Assert.Equal((DatabaseLab.Start.AddHours(1), DatabaseLab.Start), Times());

        (DateTimeOffset?, DateTimeOffset?) Times()
        {
            var look = _database.NoteExternalChanges(_lease);
            return (look.Since, look.WatchedSince);
        }
    }

    [Fact]
    public void A_change_of_the_mode_is_in_the_history()
    {
        _database.WriteMonitorState(new MonitorState(CheckMode.Observe, null, null), _lease);
        _database.WriteMonitorState(new MonitorState(CheckMode.Observe, null, "node1"), _lease);
        Assert.Equal(["monitor mode Active Observe"], _database.FindEvents(new DatasetEventFilter { Kinds = ["monitor"] }, DatabaseLab.Cancellation).Select(Short));
    }

    private static string Short(DatasetEvent entry) => $"{entry.Kind} {entry.Field} {entry.From} {entry.To}";

    private static DatasetEvent Plain(DatasetEvent entry) => entry with { EventId = 0, Time = entry.Time.ToUniversalTime() };

    private List<DatasetEvent> Events() =>
        [.. _database.FindEvents(new DatasetEventFilter { Ids = [1, 2] }, DatabaseLab.Cancellation)];

    private void Change(long id, params FieldChange[] fields)
    {
        var applied = _database.Apply(
            [new DatasetChangeSet { Id = id, Name = "a_stack1", Path = "/fast/Acquire/RSCM/a_stack1", Fields = fields }], ownTablesOnly: false, _lease);
        Assert.Empty(Assert.Single(applied).Refused);
        Assert.Null(applied[0].Error);
    }
}

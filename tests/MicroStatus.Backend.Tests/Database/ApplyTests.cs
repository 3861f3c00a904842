using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Database;

public sealed class ApplyTests : IAsyncDisposable
{
    private const string Folder = "/fast/Acquire/RSCM/8257_try2_stack1";
    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;
    private readonly ILeaseHold _lease;

    public ApplyTests()
    {
        _database = _lab.Create();
        _lease = _database.AcquireLease(DatabaseLab.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        _database.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void A_registration_fills_the_row_and_finds_or_makes_pi_and_cl_number()
    {
        var applied = Apply(
            DatabaseLab.Registration(DatabaseLab.Acquisition("a_stack1") with { IsBrain = true }),
            DatabaseLab.Registration(DatabaseLab.Acquisition("b_stack1")),
            DatabaseLab.Registration(DatabaseLab.Acquisition("c_demo", pi: null, clNumber: "00CL00") with
            {
                Moved = true,
                ImagingStatus = ImagingStatus.Finished,
                ProcessingStatus = ProcessingStatus.Finished,
            }));
        Assert.Equal([1L, 2L, 3L], applied.Select(change => change.Id));
        Assert.Equal(
            [
                "1|a_stack1|/fast/Acquire/RSCM/a_stack1|1|1|in_progress|not_started|1|2026-09-14_10-00-00|rscm|1|0|0|0",
                "2|b_stack1|/fast/Acquire/RSCM/b_stack1|1|1|in_progress|not_started|1|2026-09-14_10-00-00|rscm|0|0|0|0",
                "3|c_demo|/fast/Acquire/RSCM/c_demo|2|NULL|finished|finished|1|2026-09-14_10-00-00|rscm|0|1|0|0",
            ],
            _lab.Rows("SELECT id, name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, channels, created, modality, is_brain, moved, moving, paused FROM dataset"));
        Assert.Equal(["1|Müller|NULL"], _lab.Rows("SELECT * FROM pi"));
        Assert.Equal(["1|5CL18|1", "2|00CL00|NULL"], _lab.Rows("SELECT * FROM clnumber"));
    }

    [Fact]
    public void An_existing_cl_number_keeps_its_pi()
    {
        _lab.Sql("INSERT INTO clnumber (id, name, pi) VALUES (9, '5CL18', NULL)");
        Register();
        Assert.Equal(["9|5CL18|NULL"], _lab.Rows("SELECT * FROM clnumber"));
    }

    [Fact]
    public void Pi_and_cl_number_are_changed_by_name_and_guarded_by_name()
    {
        Register();
        var applied = _database.Apply(
            [
                new DatasetChangeSet
                {
                    Id = 1,
                    Name = "8257_try2_stack1",
                    Path = Folder,
                    Fields = [new FieldChange(DatasetField.Pi, "Müller", "O'Brien"), new FieldChange(DatasetField.ClNumber, "12CL1", "6CL18")],
                },
            ],
            ownTablesOnly: false,
            lease: null);
        Assert.Equal([DatasetField.ClNumber], Assert.Single(applied).Refused.Select(change => change.Field));
        Assert.Equal(["O'Brien|5CL18"], _lab.Rows("SELECT p.name, c.name FROM dataset d JOIN pi p ON p.id = d.pi JOIN clnumber c ON c.id = d.cl_number"));
        Assert.Equal(["5CL18"], _lab.Rows("SELECT name FROM clnumber"));
    }

    [Fact]
    public void Names_with_quotes_newlines_and_emoji_are_kept_as_they_are()
    {
        const string Name = "it's \"$(rm)\"; DROP TABLE dataset;--\n\u0001 🔬";
        Apply(DatabaseLab.Registration(DatabaseLab.Acquisition(Name, "O'Brien")));
        var dataset = Assert.Single(Find(new DatasetFilter()));
        Assert.Equal((Name, "O'Brien"), (dataset.Name, dataset.Pi));
    }

    [Fact]
    public void A_folder_recorded_by_another_program_meanwhile_is_not_recorded_twice()
    {
        Register();
        var applied = Apply(DatabaseLab.Registration(DatabaseLab.Acquisition()), DatabaseLab.Registration(DatabaseLab.Acquisition("other_stack1")));
        Assert.Equal("DatasetExists", Assert.IsType<StatusException>(applied[0].Error).ErrorId);
        Assert.Null(applied[1].Error);
        Assert.Equal(2, Find(new DatasetFilter()).Count);
    }

    [Fact]
    public void A_folder_whose_earlier_dataset_was_moved_is_recorded_anew()
    {
        Register();
        _lab.Sql("UPDATE dataset SET moved = 1");
        Assert.Null(Apply(DatabaseLab.Registration(DatabaseLab.Acquisition()))[0].Error);
    }

    [Fact]
    public void A_change_is_written_with_its_history_message_and_attention()
    {
        var id = Register();
        var changes = Change(id, new FieldChange(DatasetField.ImagingStatus, "in_progress", "needs_attention"), new FieldChange(DatasetField.Paused, 0L, 1L)) with
        {
            Events = [Event("imaging_status", "in_progress", "needs_attention")],
            Messages = [new OutboxMessage("1|stalled|1", "imaging-paused", MessageSeverity.Warning, "Paused at z-layer 12.")],
            Opened = [new AttentionReason(AttentionKind.Stalled, string.Empty, "No ribbon for 20 minutes.")],
            PausedByUs = true,
        };
        var applied = Assert.Single(Apply(changes));
        Assert.Null(applied.Error);
        Assert.Empty(applied.Refused);

        var dataset = Assert.Single(Find(new DatasetFilter()));
        Assert.True(dataset is { NeedsAttention: true, Paused: true });
        Assert.Equal(["No ribbon for 20 minutes."], dataset.Attention);
        var entry = Assert.Single(_database.FindEvents(new DatasetEventFilter { Ids = [id], Kinds = ["changed"] }, DatabaseLab.Cancellation));
        Assert.Equal((Environment.UserName + "@" + Environment.MachineName, DatabaseLab.Start, id), (entry.Who, entry.Time, entry.Id));
        Assert.Equal(["1|stalled|1|pending|imaging-paused|Warning|Paused at z-layer 12.|1"], _lab.Rows("SELECT dedup_key, state, kind, severity, text, dataset_id FROM outbox"));
        var open = Assert.Single(_database.ReadOpenAttention());
        Assert.Equal((Folder, DatabaseLab.Start, true), (open.Path, open.Opened, open.PausedByUs));
    }

    [Fact]
    public void An_announcement_is_never_stored_twice()
    {
        var id = Register();
        var message = new OutboxMessage("key", "imaging-started", MessageSeverity.Information, "Imaging started.");
        Apply(Change(id) with { Messages = [message] }, Change(id) with { Messages = [message with { Text = "Again." }] });
        Assert.Equal(["Imaging started."], _lab.Rows("SELECT text FROM outbox"));
    }

    [Fact]
    public void A_column_changed_by_someone_else_is_left_alone_and_the_others_are_written()
    {
        var id = Register();
        _lab.Sql("UPDATE dataset SET z_layers_total = 7");
        var refused = new FieldChange(DatasetField.ZLayersTotal, null, 400L);
        var applied = Apply(Change(id, refused, new FieldChange(DatasetField.RibbonsTotal, null, 800L)) with
        {
            Events = [Event("z_layers_total", null, "400"), Event("ribbons_total", null, "800")],
        });
        Assert.Equal([refused], applied[0].Refused);
        Assert.Equal(["7|800"], _lab.Rows("SELECT z_layers_total, ribbons_total FROM dataset"));
        Assert.Equal(["external|z_layers_total", "changed|ribbons_total"], _lab.Rows("SELECT kind, field FROM dataset_event"));
    }

    [Fact]
    public void A_status_changed_by_someone_else_leaves_the_conclusions_to_the_next_check()
    {
        var id = Register();
        _lab.Sql("UPDATE dataset SET imaging_status = 'finished'");
        var applied = Apply(Change(id, new FieldChange(DatasetField.ImagingStatus, "in_progress", "needs_attention"), new FieldChange(DatasetField.RibbonsFinished, null, 5L), new FieldChange(DatasetField.Paused, 0L, 1L)) with
        {
            Events = [Event("imaging_status", "in_progress", "needs_attention")],
            Messages = [new OutboxMessage("k", "imaging-paused", MessageSeverity.Warning, "Paused.")],
            Opened = [new AttentionReason(AttentionKind.Stalled, string.Empty, "Stalled.")],
            Observation = Observation(),
        });
        Assert.Equal([DatasetField.ImagingStatus, DatasetField.Paused], applied[0].Refused.Select(change => change.Field));
        Assert.Equal(["finished|5|0"], _lab.Rows("SELECT imaging_status, ribbons_finished, paused FROM dataset"));
        Assert.Equal(["0|0|0|0"], _lab.Rows("SELECT (SELECT COUNT(*) FROM dataset_event WHERE kind NOT IN ('external', 'progress')), (SELECT COUNT(*) FROM outbox), (SELECT COUNT(*) FROM attention), (SELECT COUNT(*) FROM observation)"));
    }

    [Theory]
    [InlineData("ribbons_total = 'many'", DatasetField.RibbonsTotal, null, 800L, "800")]
    [InlineData("ribbons_total = 12", DatasetField.RibbonsTotal, 12L, 800L, "800")]
    [InlineData("paused = NULL", DatasetField.Paused, 0L, 1L, "1")]
    [InlineData("paused = ''", DatasetField.Paused, 0L, 1L, "1")]
    [InlineData("paused = 'yes'", DatasetField.Paused, 0L, 0L, "0")]
    [InlineData("paused = 2", DatasetField.Paused, 1L, 0L, "0")]
    [InlineData("moved = '-1'", DatasetField.Moved, 1L, 0L, "0")]
    [InlineData("name = x'00ff'", DatasetField.Name, null, "new", "new")]
    [InlineData("path_on_hive = ''", DatasetField.PathOnHive, null, "/h20/x", "/h20/x")]
    [InlineData("imaging_start = 'yesterday'", DatasetField.ImagingStart, null, "2026-09-14_10-00-00", "2026-09-14_10-00-00")]
    [InlineData("resolution_xy = ''", DatasetField.ResolutionXY, null, "0.65", "0.65")]
    [InlineData("imaging_status = 'paused'", DatasetField.ImagingStatus, "paused", "in_progress", "in_progress")]
    [InlineData("imaging_status = 0", DatasetField.ImagingStatus, "0", "in_progress", "in_progress")]
    [InlineData("paused = 1", DatasetField.Paused, 1L, null, "NULL")]
    public void A_dirty_value_read_as_nothing_can_be_put_right(string dirty, DatasetField field, object? from, object? to, string stored)
    {
        var id = Register();
        _lab.Sql("UPDATE dataset SET " + dirty);
        Assert.Empty(Apply(Change(id, new FieldChange(field, from, to)))[0].Refused);
        Assert.Equal([stored], _lab.Rows($"SELECT {dirty[..dirty.IndexOf(' ', StringComparison.Ordinal)]} FROM dataset"));
    }

    [Fact]
    public void A_change_set_that_fails_does_not_harm_the_others()
    {
        var id = Register();
        var applied = Apply(
            Change(99, new FieldChange(DatasetField.RibbonsFinished, null, 1L)) with { Observation = Observation() },
            Change(id, new FieldChange(DatasetField.RibbonsFinished, null, 2L)));
        Assert.Equal("DatasetNotFound", Assert.IsType<StatusException>(applied[0].Error).ErrorId);
        Assert.Null(applied[1].Error);
        Assert.Equal(["2"], _lab.Rows("SELECT ribbons_finished FROM dataset"));
        Assert.Null(_database.ReadObservation(Folder));
    }

    [Fact]
    public void In_observe_mode_only_the_observation_is_written()
    {
        var id = Register();
        var before = _lab.Rows("SELECT * FROM dataset");
        var changes = Change(id, new FieldChange(DatasetField.ImagingStatus, "in_progress", "finished")) with
        {
            Events = [Event("imaging_status", "in_progress", "finished")],
            Messages = [new OutboxMessage("k", "imaging-finished", MessageSeverity.Information, "Finished.")],
            Opened = [new AttentionReason(AttentionKind.Metadata, string.Empty, "Unreadable.")],
            Observation = Observation(),
        };
        var registration = DatabaseLab.Registration(DatabaseLab.Acquisition("new_stack1"));
        _database.Apply([changes, registration], ownTablesOnly: true, _lease);
        Assert.Equal(before, _lab.Rows("SELECT * FROM dataset"));
        Assert.Equal(["0|0|0|1"], _lab.Rows("SELECT (SELECT COUNT(*) FROM dataset_event), (SELECT COUNT(*) FROM outbox), (SELECT COUNT(*) FROM attention), (SELECT COUNT(*) FROM observation)"));
    }

    [Fact]
    public void Memory_is_read_as_it_was_written()
    {
        var id = Register();
        var record = Observation() with { Identity = new FolderIdentity(ulong.MaxValue, 1UL << 63), Memory = [0, 1, 255] };
        Apply(Change(id) with { Observation = record });
        var read = _database.ReadObservation(Folder);
        Assert.Equivalent(record, read, strict: true);
        Assert.Equivalent(record, Assert.Single(_database.ReadObservations()), strict: true);
        Assert.Null(_database.ReadObservation("/nowhere"));
    }

    [Fact]
    public void Many_observations_are_streamed_once_each()
    {
        var id = Register();
        Apply([.. Enumerable.Range(0, 100).Select(i => Change(id) with { Observation = Observation() with { Path = $"/fast/{i}" } })]);
        Assert.Equal(100, _database.ReadObservations().Select(record => record.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_rename_takes_memory_and_open_attention_along()
    {
        var id = Register();
        Apply(Change(id) with { Observation = Observation(), Opened = [new AttentionReason(AttentionKind.BrokenFile, "l/1.tif", "Broken.")] });
        Apply(Change(id, new FieldChange(DatasetField.Path, Folder, "/fast/new")) with { Path = "/fast/new", FormerPath = Folder });
        Assert.Equal(["/fast/new"], _lab.Rows("SELECT path FROM observation"));
        Assert.Equal(["Broken."], Assert.Single(Find(new DatasetFilter())).Attention);
    }

    [Fact]
    public void A_closed_episode_is_over_and_one_that_opens_twice_goes_on()
    {
        var id = Register();
        var reason = new AttentionReason(AttentionKind.BrokenFile, "l/1.tif", "Broken.");
        Apply(Change(id) with { Opened = [reason] }, Change(id) with { Opened = [reason with { Text = "Still broken." }] });
        var open = Assert.Single(_database.ReadOpenAttention());
        Assert.Equal("Still broken.", open.Reason.Text);
        Apply(Change(id) with { ClosedEpisodes = [open.Episode] });
        Assert.Empty(_database.ReadOpenAttention());
        Apply(Change(id) with { Opened = [reason] });
        Assert.Equal(2, Assert.Single(_database.ReadOpenAttention()).Episode);
    }

    [Fact]
    public void Folders_quarantine_and_notes_are_remembered_and_forgotten()
    {
        var folder = new FolderMemory("/fast/pi", DatabaseLab.Start.AddTicks(1), DatabaseLab.Start, ["a", "b\nc"]);
        _database.WriteFolders([folder, folder with { Path = "/fast/empty", Folders = [] }], [], _lease);
        Assert.Equivalent(folder, _database.ReadFolders().Single(f => f.Path == "/fast/pi"), strict: true);
        _database.WriteFolders([], ["/fast/pi"], _lease);
        Assert.Empty(Assert.Single(_database.ReadFolders()).Folders);

        var failed = new QuarantineRecord(Folder, 2, "Unreadable.", DatabaseLab.Start, null);
        _database.WriteQuarantine([failed, failed with { Path = "/other", FolderModified = DatabaseLab.Start }], [], _lease);
        Assert.Equal(failed, _database.ReadQuarantine()[0]);
        _database.WriteQuarantine([], [Folder], _lease);
        Assert.Equal(DatabaseLab.Start, Assert.Single(_database.ReadQuarantine()).FolderModified);

        _database.WriteNote("last-summary", "2026-09-14", _lease);
        Assert.Equal("2026-09-14", _database.ReadNote("last-summary"));
        _database.WriteNote("last-summary", null, _lease);
        Assert.Null(_database.ReadNote("last-summary"));
    }

    [Fact]
    public void Who_may_act_is_recorded()
    {
        var state = new MonitorState(CheckMode.Observe, DatabaseLab.Start, "node1");
        _database.WriteMonitorState(state, _lease);
        Assert.Equal(state, _database.ReadMonitorState());
    }

    [Fact]
    public void A_removed_dataset_leaves_its_history_and_what_was_announced()
    {
        var id = Register();
        Apply(Change(id) with
        {
            Observation = Observation(),
            Opened = [new AttentionReason(AttentionKind.Stalled, string.Empty, "Stalled.")],
            Events = [Event(null, null, null)],
            Messages = [new OutboxMessage("k", "imaging-started", MessageSeverity.Information, "Started.")],
        });
        Assert.Equal([id], _database.RemoveDatasets(_database.PlanRemoval([id, 99])));
        Assert.Empty(Find(new DatasetFilter()));
        Assert.Null(_database.ReadObservation(Folder));
        Assert.Empty(_database.ReadOpenAttention());
        Assert.Equal(["k|NULL"], _lab.Rows("SELECT dedup_key, dataset_id FROM outbox"));
        Assert.Equal("changed removed", string.Join(' ', _database.FindEvents(new DatasetEventFilter { Ids = [id] }, DatabaseLab.Cancellation).Select(entry => entry.Kind)));
    }

    [Fact]
    public void Memory_of_a_folder_stays_while_another_row_names_it()
    {
        var id = Register();
        _lab.Sql("INSERT INTO dataset (name, path_on_fast_store) SELECT name, path_on_fast_store FROM dataset");
        Apply(Change(id) with { Observation = Observation() });
        _database.RemoveDatasets(_database.PlanRemoval([id]));
        Assert.NotNull(_database.ReadObservation(Folder));
    }

    [Fact]
    public void Progress_is_told_from_what_is_remembered()
    {
        var id = Register();
        Apply(Change(id, new FieldChange(DatasetField.RibbonsTotal, null, 400L), new FieldChange(DatasetField.RibbonsFinished, null, 100L)) with { Observation = Observation() });
        var dataset = Assert.Single(Find(new DatasetFilter()));
        Assert.Equal((25.0, 60.0), (dataset.PercentImaged, dataset.ImagingRate));
        Assert.Equal(DatabaseLab.Start.AddHours(5), dataset.EstimatedEnd);
    }

    private static ObservationRecord Observation() => new()
    {
        Path = Folder,
        FirstSeen = DatabaseLab.Start.AddTicks(1),
        LastProgress = DatabaseLab.Start,
        LastChange = DatabaseLab.Start,
        LastFullListing = DatabaseLab.Start,
        Units = 100,
        GrowingBytes = 1L << 40,
        RateFrom = DatabaseLab.Start.AddHours(-1),
        RateFromUnits = 40,
        Memory = [1, 2, 3],
    };

    private static DatasetChangeSet Change(long id, params FieldChange[] fields) =>
        new() { Path = Folder, Name = "8257_try2_stack1", Id = id, Fields = fields };

    private static DatasetEvent Event(string? field, string? from, string? to) =>
        new() { Time = DatabaseLab.Start, Name = "8257_try2_stack1", Kind = "changed", Field = field, From = from, To = to };

    private long Register() => Apply(DatabaseLab.Registration(DatabaseLab.Acquisition()))[0].Id!.Value;

    private IReadOnlyList<AppliedChange> Apply(params DatasetChangeSet[] changes) => _database.Apply(changes, ownTablesOnly: false, _lease);

    private List<Dataset> Find(DatasetFilter filter) => _database.FindDatasets(filter, DatabaseLab.Cancellation).ToList();
}

using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class StoreSpaceTests : IDisposable
{
    private const string States = "SELECT store, level FROM storage_state ORDER BY store";
    private const string Warnings = "SELECT type, active, message_sent FROM warning WHERE type <> 'daily_summary' ORDER BY type";
    private const string ActiveWarnings = "SELECT type FROM warning WHERE active = 1 AND type <> 'daily_summary' ORDER BY type";

    private readonly CheckLab _lab = new();

    private string Hive => _lab.Settings.Storage.Hive.Root;

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("93 94 93 94 93 94", "storage-second storage-critical")]
    [InlineData("95 91 92 91", "storage-critical")]
    [InlineData("95 60 95", "storage-critical storage-critical")]
    [InlineData("80 86 91 95", "storage-first storage-second storage-critical")]
    [InlineData("84 84 84", "")]
    public async Task Only_a_rise_is_announced_once(string course, string messages)
    {
        foreach (var percent in course.Split(' ').Select(int.Parse))
        {
            _lab.Backend.Volumes.Fill(_lab.Fast, percent);
            await _lab.CheckAsync();
            await _lab.CheckAsync();
            _lab.Advance(5);
        }

        Assert.Equal(messages, string.Join(' ', _lab.Messages()));
    }

    [Theory]
    [InlineData(84, null)]
    [InlineData(86, "space_faststore_thr0")]
    [InlineData(91, "space_faststore_thr1")]
    [InlineData(95, "low_space_faststore")]
    public async Task Exactly_the_present_level_of_a_store_is_active_in_the_shared_table(int percent, string? active)
    {
        _lab.Backend.Volumes.Fill(Hive, 87);
        foreach (var before in (int[])[95, 91, 86, 40, 86, 91, 95, 40, percent])
        {
            _lab.Backend.Volumes.Fill(_lab.Fast, before);
            await _lab.CheckAsync();
            _lab.Advance(5);
        }

        Assert.Equal(new[] { active, "space_hive_thr0" }.OfType<string>(), _lab.Query(ActiveWarnings));
        Assert.All(_lab.Query(Warnings), row => Assert.True(row.EndsWith("|1|1", StringComparison.Ordinal) || row.EndsWith("|0|0", StringComparison.Ordinal), row));
        Assert.Equal(["daily_summary|1|0"], _lab.Query("SELECT type, active, message_sent FROM warning WHERE type = 'daily_summary'"));
    }

    [Fact]
    public async Task Rows_of_another_monitor_are_brought_in_line_without_a_word()
    {
        _lab.Sql("INSERT INTO warning (type, active, message_sent) VALUES ('space_faststore_thr0', 1, 1), ('space_faststore_thr1', 1, 0), ('low_space_hive', 1, 1)");
        await _lab.CheckAsync();

        Assert.Equal(["low_space_hive|0|0", "space_faststore_thr0|0|0", "space_faststore_thr1|0|0"], _lab.Query(Warnings));
        Assert.Empty(_lab.Messages());
    }

    [Fact]
    public async Task A_rise_is_state_history_warning_and_message_in_one()
    {
        _lab.Backend.Volumes.Fill(_lab.Fast, 91);
        var report = await _lab.CheckAsync();

        Assert.Equal(["FastStore|Second", "Hive|None"], _lab.Query(States));
        Assert.Equal(["FastStore|storage|level|None|Second|FastStore is 91 % used, 9 TB free."], _lab.Query("SELECT name, kind, field, old_value, new_value, why FROM dataset_event WHERE kind = 'storage'"));
        Assert.Equal([@"storage-second|Warning|FastStore is 91 % used, 9 TB free. Delete or move away what nobody needs below Z:\."], _lab.Query("SELECT kind, severity, text FROM outbox"));
        var change = Assert.Single(report.Changes);
        Assert.Equal(("FastStore", EventKind.Storage, "None", "Second", _lab.Fast), (change.Name, change.What, change.From, change.To, change.Path));
    }

    [Fact]
    public async Task Nothing_of_a_rise_is_kept_when_a_part_of_it_cannot_be_written()
    {
        await _lab.CheckAsync();
        _lab.Advance(5);
        _lab.Sql("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END");
        _lab.Backend.Volumes.Fill(_lab.Fast, 91);
        _lab.Backend.Volumes.Fill(Hive, 41);
        var report = await _lab.CheckAsync();

        Assert.Equal(CheckStep.Storage, Assert.Single(report.Problems).Step);
        Assert.Equal(["FastStore|None", "Hive|None"], _lab.Query(States));
        Assert.Empty(_lab.Query(Warnings));
        Assert.Empty(_lab.Query("SELECT 1 FROM dataset_event WHERE kind = 'storage'"));
        Assert.Equal(["FastStore|1", "Hive|2"], _lab.Query("SELECT store, COUNT(*) FROM storage_sample GROUP BY store ORDER BY store"));

        _lab.Sql("DROP TRIGGER full");
        await _lab.CheckAsync();
        Assert.Equal([MessageKind.StorageSecond], _lab.Messages());
    }

    [Fact]
    public async Task In_observe_mode_the_level_is_followed_and_nothing_of_others_is_touched_nor_anything_said()
    {
        Observe();
        var shared = _lab.SharedTables();
        _lab.Backend.Volumes.Fill(_lab.Fast, 91);
        await _lab.CheckAsync();

        Assert.Equal(shared, _lab.SharedTables());
        Assert.Empty(_lab.Messages());
        Assert.Equal(["FastStore|Second", "Hive|None"], _lab.Query(States));
        Assert.Equal(["2"], _lab.Query("SELECT COUNT(*) FROM storage_sample"));
    }

    [Fact]
    public async Task What_if_shows_a_rise_and_writes_nothing_at_all()
    {
        await _lab.CheckAsync();
        _lab.Advance(5);
        _lab.Backend.Volumes.Fill(_lab.Fast, 95);
        var before = _lab.Everything();
        var report = await _lab.CheckAsync(whatIf: true);

        Assert.Equal("Critical", Assert.Single(report.Changes).To);
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task What_was_so_before_a_take_over_is_not_announced_and_what_rises_after_it_is()
    {
        Observe();
        _lab.Backend.Volumes.Fill(_lab.Fast, 86);
        await _lab.CheckAsync();
        _lab.Advance(5);
        _lab.Backend.Volumes.Fill(_lab.Fast, 91);
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Active } };
        await _lab.CheckAsync();
        Assert.Equal([], _lab.Messages());
        Assert.Equal(["space_faststore_thr1"], _lab.Query(ActiveWarnings));

        _lab.Advance(5);
        _lab.Backend.Volumes.Fill(_lab.Fast, 95);
        await _lab.CheckAsync();
        Assert.Equal([MessageKind.StorageCritical], _lab.Messages());
    }

    [Fact]
    public async Task An_absent_store_is_not_measured_and_keeps_its_level()
    {
        _lab.Backend.Volumes.Fill(Hive, 91);
        await _lab.CheckAsync();
        Directory.Move(Hive, Hive + "-away");
        _lab.Backend.Volumes.Before = path => Assert.NotEqual(Hive, path);
        _lab.Backend.Volumes.Fill(Hive, 10);
        _lab.Advance(5);
        await _lab.CheckAsync();

        Assert.Equal(["FastStore|None", "Hive|Second"], _lab.Query(States));
        Assert.Equal(["space_hive_thr1"], _lab.Query(ActiveWarnings));
        Assert.Equal([MessageKind.StorageSecond, MessageKind.StoreAbsent], _lab.Messages());
    }

    [Fact]
    public async Task A_store_that_cannot_be_measured_is_said_and_disturbs_nothing_else()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        _lab.Backend.Volumes.Fill(Hive, 91);
        _lab.Backend.Volumes.Before = path =>
        {
            if (path == _lab.Fast)
            {
                throw new IOException("Input/output error.");
            }
        };
        var listener = new Listener();
        var report = await _lab.CheckAsync(observer: listener);

        Assert.Equal("FastStore: its space cannot be measured. Input/output error.", Assert.Single(report.Problems).Text);
        Assert.Single(listener.Failures);
        Assert.Equal(["Hive|Second"], _lab.Query(States));
        Assert.Equal(ImagingStatus.InProgress, _lab.Row("8257_stack1").ImagingStatus);
    }

    [Fact]
    public async Task A_check_right_after_another_writes_no_sample_and_later_ones_are_thinned()
    {
        await _lab.CheckAsync();
        _lab.Clock.Advance(TimeSpan.FromSeconds(30));
        _lab.Backend.Volumes.Fill(_lab.Fast, 41);
        await _lab.CheckAsync();
        Assert.Equal(["1"], Samples());

        for (var minute = 0; minute < 120; minute += 10)
        {
            _lab.Advance(10);
            _lab.Backend.Volumes.Fill(_lab.Fast, 41 + (minute / 100.0));
            await _lab.CheckAsync();
        }

        Assert.Equal(["13"], Samples());
        _lab.Advance(26 * 60);
        await _lab.CheckAsync();
        Assert.InRange(int.Parse(Samples()[0], null), 3, 5); // two hours and half a minute touch up to four hours of the day

        IReadOnlyList<string> Samples() => _lab.Query("SELECT COUNT(*) FROM storage_sample WHERE store = 'FastStore'");
    }

    [Fact]
    public async Task The_warning_tells_when_the_store_is_full_with_what_runs_counted()
    {
        // Of 20 ribbons 6 are there by the check before; the trend is 1 TB an hour.
        var path = _lab.AddRscm("klimstra-w/5CL18/8257_stack1", layers: 10, imaged: 1);
        var ribbon = new FileInfo(Path.Join(path, "scan_layer009", "488", "images", "ribbon_col000.tif")).Length;
        for (var hour = 0; hour <= 6; hour++)
        {
            _lab.Backend.Volumes.Use(_lab.Fast, (80 + hour) * (TestVolumes.Size / 100));
            await _lab.CheckAsync();
            _lab.AddRibbon(path, 8 - hour, "488", 0);
            _lab.Advance(60);
        }

        var text = Assert.Single(_lab.Query("SELECT text FROM outbox WHERE kind = 'storage-first'"));
        Assert.StartsWith("FastStore is 85 % used, 15 TB free. At the present rate it is full in 15 h, on ", text, StringComparison.Ordinal);
        Assert.Contains($", counting the {ByteText.Of(14 * ribbon)} that running acquisitions will still write.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_lies_elsewhere_now_begins_anew()
    {
        _lab.Backend.Volumes.Fill(Hive, 91);
        await _lab.CheckAsync();
        var elsewhere = Path.Join(_lab.Root, "other");
        Directory.CreateDirectory(Path.Join(elsewhere, "Acquire"));
        _lab.Settings = _lab.Settings with { Storage = _lab.Settings.Storage with { Hive = new StoreSettings { Root = elsewhere, WindowsRoot = "H:" } } };
        await _lab.CheckAsync();

        Assert.Empty(_lab.Query(ActiveWarnings));
        Assert.Equal(["FastStore|None", "Hive|None", "Hive|Second"], _lab.Query("SELECT store, level FROM storage_state ORDER BY store, level"));
    }

    private void Observe()
    {
        _lab.Sql("UPDATE monitor_note SET value = 'Observe' WHERE name = 'monitor.mode'");
        _lab.SeenLongAgo();
    }
}

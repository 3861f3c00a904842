using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class TakeOverTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public TakeOverTests() => _lab.Sql("UPDATE monitor_note SET value = 'Observe' WHERE name = 'monitor.mode'");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_silent_database_becomes_active_from_this_moment()
    {
        var state = await Switch().EnableAsync(isForced: false, CheckLab.Cancellation);
        Assert.Equal(new MonitorState(CheckMode.Active, _lab.Clock.GetUtcNow(), null), state);
        Assert.Equal(state, State());
    }

    [Theory]
    [InlineData("UPDATE dataset SET ribbons_finished = 12")]
    [InlineData("UPDATE dataset SET imaging_status = 'finished'")]
    [InlineData("UPDATE dataset SET paused = 1, processing_status = 'needs_attention'")]
    [InlineData("INSERT INTO dataset (name, path_on_fast_store) VALUES ('new_stack1', '/fast/new')")]
    public async Task Rows_that_another_monitor_changed_since_the_last_look_refuse_it_and_are_named(string sql)
    {
        Seed();
        _lab.Sql(sql);
        var refused = await Assert.ThrowsAsync<StatusException>(() => Switch().LookAsync(isWhatIf: false, isForced: false, CheckLab.Cancellation));
        Assert.Equal("OtherMonitorActive", refused.ErrorId);
        Assert.Contains("_stack1", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Assert.IsType<IReadOnlyList<DatasetEvent>>(refused.Target, exactMatch: false));
        Assert.Equal("OtherMonitorActive", (await Assert.ThrowsAsync<StatusException>(() => Switch().EnableAsync(isForced: false, CheckLab.Cancellation))).ErrorId);
        Assert.Equal(CheckMode.Observe, State().Mode);
    }

    [Fact]
    public async Task Changes_that_a_check_found_within_the_hour_refuse_it_and_an_hour_of_silence_allows_it()
    {
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12");
        await _lab.CheckAsync();
        _lab.Advance(59);
        Assert.Equal("OtherMonitorActive", (await Assert.ThrowsAsync<StatusException>(() => Switch().EnableAsync(isForced: false, CheckLab.Cancellation))).ErrorId);
        _lab.Advance(2);
        Assert.Equal(CheckMode.Active, (await Switch().EnableAsync(isForced: false, CheckLab.Cancellation)).Mode);
    }

    [Fact]
    public async Task A_refusal_notes_what_it_saw_so_that_an_hour_later_it_is_old()
    {
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12");
        await Assert.ThrowsAsync<StatusException>(() => Switch().LookAsync(isWhatIf: false, isForced: false, CheckLab.Cancellation));
        _lab.Advance(61);
        Assert.Equal(CheckMode.Active, (await Switch().EnableAsync(isForced: false, CheckLab.Cancellation)).Mode);
    }

    [Theory]
    [InlineData("UPDATE dataset SET paused = 1")]
    [InlineData("UPDATE dataset SET keep_composites = 1, delete_405 = 1, public = 1")]
    public async Task What_a_person_changes_in_the_web_page_refuses_nothing(string sql)
    {
        Seed();
        _lab.Sql(sql);
        Assert.Equal(CheckMode.Active, (await Switch().EnableAsync(isForced: false, CheckLab.Cancellation)).Mode);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("imaging_no_progress_time")]
    [InlineData("processing_no_progress_time")]
    public async Task A_time_of_the_last_hour_in_a_row_tells_of_another_monitor_before_rows_were_compared(string column)
    {
        var time = new LabTime(TimeZoneInfo.FindSystemTimeZoneById(_lab.Settings.Lab.TimeZone)).Write(_lab.Clock.GetUtcNow().AddMinutes(-40));
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, {column}) VALUES ('a_stack1', '/fast/a', '{time}')");
        _lab.SeenLongAgo();
        var refused = await Assert.ThrowsAsync<StatusException>(() => Switch().EnableAsync(isForced: false, CheckLab.Cancellation));
        Assert.Contains(column, refused.Message, StringComparison.Ordinal);
        _lab.Advance(21);
        await Switch().EnableAsync(isForced: false, CheckLab.Cancellation);
    }

    [Fact]
    public async Task Force_takes_over_at_once()
    {
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12");
        Assert.Equal(CheckMode.Active, (await Switch().EnableAsync(isForced: true, CheckLab.Cancellation)).Mode);
    }

    [Fact]
    public async Task What_if_changes_no_byte()
    {
        Seed();
        var before = _lab.Everything();
        var (state, watchedSince) = await Switch().LookAsync(isWhatIf: true, isForced: false, CheckLab.Cancellation);
        Assert.Equal((CheckMode.Observe, null), (state.Mode, watchedSince));
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task Own_work_of_the_last_hour_is_no_other_monitor()
    {
        await Switch().EnableAsync(isForced: false, CheckLab.Cancellation);
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        await Switch().DisableAsync(CheckLab.Cancellation);
        Assert.Equal(CheckMode.Observe, State().Mode);
        Assert.Equal(CheckMode.Active, (await Switch().EnableAsync(isForced: false, CheckLab.Cancellation)).Mode);
    }

    [Fact]
    public async Task A_running_check_keeps_the_mode()
    {
        using var database = _lab.Open(DatabaseAccess.ReadWrite);
        await using var lease = database.AcquireLease(CheckLab.Cancellation);
        Assert.Equal("LeaseHeld", (await Assert.ThrowsAsync<StatusException>(() => Switch().EnableAsync(isForced: false, CheckLab.Cancellation))).ErrorId);
        Assert.Equal("LeaseHeld", (await Assert.ThrowsAsync<StatusException>(() => Switch().DisableAsync(CheckLab.Cancellation))).ErrorId);
    }

    [Fact]
    public async Task A_mode_fixed_in_the_settings_is_named()
    {
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        Assert.Equal("ModeFixedBySettings", (await Assert.ThrowsAsync<StatusException>(() => Switch().LookAsync(isWhatIf: false, isForced: true, CheckLab.Cancellation))).ErrorId);
    }

    [Fact]
    public async Task Settings_that_say_active_do_not_overrule_another_monitor()
    {
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12");
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Active } };
        Assert.Equal("OtherMonitorActive", (await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync())).ErrorId);
        Assert.Equal(CheckMode.Observe, State().Mode);
    }

    [Fact]
    public async Task An_active_check_warns_of_another_monitor_and_tells_what_it_did()
    {
        await Switch().EnableAsync(isForced: false, CheckLab.Cancellation);
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12, keep_composites = 1");
        var report = await _lab.CheckAsync();
        Assert.Equal(["ribbons_finished", "keep_composites"], report.ExternalChanges.Select(change => change.Field));
        var problem = Assert.Single(report.Problems, problem => problem.Name == "database");
        Assert.Contains("#1 a_stack1 (ribbons_finished)", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await _lab.CheckAsync()).Problems, problem => problem.Name == "database");
    }

    [Fact]
    public async Task Observing_beside_another_monitor_tells_what_it_did_and_warns_of_nothing()
    {
        Seed();
        _lab.Sql("UPDATE dataset SET ribbons_finished = 12");
        var planned = await _lab.CheckAsync(whatIf: true);
        var report = await _lab.CheckAsync();
        Assert.Equal(["ribbons_finished"], planned.ExternalChanges.Select(change => change.Field));
        Assert.Equal(["ribbons_finished"], report.ExternalChanges.Select(change => change.Field));
        Assert.DoesNotContain(report.Problems, problem => problem.Name == "database");
    }

    [Fact]
    public async Task Observing_leaves_the_journal_as_others_keep_it()
    {
        _lab.Sql("PRAGMA journal_mode = WAL");
        await _lab.CheckAsync();
        Assert.Equal(["wal"], _lab.Query("PRAGMA journal_mode"));
        await Switch().EnableAsync(isForced: true, CheckLab.Cancellation);
        await _lab.CheckAsync();
        Assert.Equal(["delete"], _lab.Query("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task The_first_active_check_announces_no_broken_metadata_of_before()
    {
        var path = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "empty_stack1");
        Directory.CreateDirectory(path);
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality) VALUES ('empty_stack1', '{path}', 'rscm')");
        _lab.SeenLongAgo();
        await Switch().EnableAsync(isForced: true, CheckLab.Cancellation);
        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Empty(_lab.Messages());
        Assert.Equal([AttentionKind.Metadata], _lab.OpenKinds(path));
    }

    // A row of long ago.
    private void Seed()
    {
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality, ribbons_finished) VALUES ('a_stack1', '{_lab.Rscm}/a_stack1', 'rscm', 3)");
        _lab.SeenLongAgo();
    }

    private MonitorSwitch Switch() => new(_lab.Backend, _lab.Settings);

    private MonitorState State()
    {
        using var database = _lab.Open();
        return database.ReadMonitorState();
    }
}

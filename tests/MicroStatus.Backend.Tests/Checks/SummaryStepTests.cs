using System.Globalization;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class SummaryStepTests : IDisposable
{
    private readonly CheckLab _lab = new();

    private readonly LabTime _time;

    public SummaryStepTests()
    {
        _lab.Settings = _lab.Settings with { Messages = new MessageSettings { MessagesEnabled = false } };
        _time = LabTime.Of(_lab.Settings.Lab);
        At(8, 30);
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task One_is_made_a_day_at_the_first_check_after_its_time_however_often_is_checked()
    {
        Assert.Equal("Due at 09:00.", NoteOf(await _lab.CheckAsync()));
        _lab.Advance(30);
        var day = Day();
        Assert.Equal($"Made for {day}.", NoteOf(await _lab.CheckAsync()));
        for (var check = 0; check < 3; check++)
        {
            _lab.Advance(1);
            Assert.Equal("Today's is made.", NoteOf(await _lab.CheckAsync()));
        }

        Assert.Equal([$"summary|{day}"], Keys());
    }

    [Fact]
    public async Task A_skipped_day_is_not_made_up_for_and_its_time_is_covered_by_the_next()
    {
        At(9, 0);
        await _lab.CheckAsync();
        var made = _lab.Clock.GetUtcNow();
        Advance(days: 2, minutes: 5);
        await _lab.CheckAsync();
        Assert.Equal(2, Keys().Count);
        Assert.Contains($"Summary of {Shown(made)} to {Shown(_lab.Clock.GetUtcNow())}", Texts()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_ended_before_it_noted_the_summary_makes_no_second_one()
    {
        At(9, 0);
        await _lab.CheckAsync();
        _lab.Sql("DELETE FROM monitor_note WHERE name LIKE 'summary/%'");
        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Single(Keys());
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, CheckMode.Observe)]
    [InlineData(false, CheckMode.Observe)]
    public async Task What_if_and_observing_make_none(bool whatIf, CheckMode? mode)
    {
        At(9, 0);
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = mode } };
        Assert.Equal("Due; not made in this mode.", NoteOf(await _lab.CheckAsync(whatIf)));
        Assert.Empty(Keys());
    }

    [Fact]
    public async Task It_tells_what_was_imaged_what_is_being_imaged_what_waits_and_how_full_the_stores_are()
    {
        _lab.Backend.Volumes.Fill(_lab.Fast, 87);
        _lab.AddRscm("klimstra-w/5CL18/done_stack1", imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/broken_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/demo_stack1", imaged: 2);
        await _lab.CheckAsync();
        _lab.Advance(11);
        _lab.AddRscm("klimstra-w/5CL18/going_stack1", layers: 4, imaged: 1);
        await _lab.CheckAsync();
        At(9, 0);
        await _lab.CheckAsync();

        var text = Assert.Single(Texts());
        Assert.Contains("\nImaged: 1 (done_stack1)", text, StringComparison.Ordinal);
        Assert.Contains("\nProcessed: none\nMoved to Hive: none", text, StringComparison.Ordinal);
        Assert.Contains("\nFastStore: 87 % used, 13 TB free", text, StringComparison.Ordinal);
        Assert.Contains("\nHive: 40 % used, 60 TB free", text, StringComparison.Ordinal);
        foreach (var row in _lab.Rows().Where(row => row.NeedsAttention))
        {
            Assert.Contains($"\n• {row.Name} since {Shown(Opened(row.Path!))}: {row.Attention[0]}", text, StringComparison.Ordinal);
        }

        Assert.Contains("broken_stack1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("demo_stack1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_corrected_is_nobodys_work_and_what_another_program_moved_is()
    {
        At(9, 0);
        _lab.Sql(
            """
            INSERT INTO dataset (id, name, path_on_fast_store, path_on_hive, imaging_status, processing_status, moved, modality) VALUES
                (1, 'corrected', '/x/corrected', NULL, 'finished', 'finished', 0, 'rscm'),
                (2, 'moved', '/x/moved', '/y/moved', 'finished', 'finished', 1, 'rscm'),
                (3, 'resumed', '/x/resumed', NULL, 'in_progress', 'not_started', 1, 'rscm')
            """);
        _lab.SeenLongAgo();
        Event(1, "edited", "imaging_status", "finished");
        Event(1, "edited", "processing_status", "finished");
        Event(2, "external", "moved", "1");
        Event(2, "external", "processing_status", "finished");
        Event(3, "imaging", "imaging_status", "finished");
        await _lab.CheckAsync();
        Assert.Contains("\nImaged: none\nBeing imaged: none\nProcessed: 1 (moved)\nMoved to Hive: 1 (moved)", Assert.Single(Texts()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_that_cannot_be_checked_waits_for_a_person_too()
    {
        At(9, 0);
        _lab.Sql("INSERT INTO quarantine (path, failures, reason, since, folder_modified) VALUES ('/x/odd_stack1', 3, 'It cannot be read.', '2026-09-14T10:00:00.0000000Z', NULL)");
        await _lab.CheckAsync();
        Assert.Contains("\n• odd_stack1 since 2026-09-14 06:00: Cannot be checked: It cannot be read.", Assert.Single(Texts()), StringComparison.Ordinal);
    }

    private static string? NoteOf(StatusCheckReport report) => report.Steps.Single(step => step.Step == CheckStep.Summary).Note;

    private IReadOnlyList<string> Keys() => _lab.Query("SELECT dedup_key FROM outbox WHERE kind = 'daily-summary' ORDER BY id");

    private IReadOnlyList<string> Texts() => _lab.Query("SELECT text FROM outbox WHERE kind = 'daily-summary' ORDER BY id");

    private DateTimeOffset Opened(string path)
    {
        using var database = _lab.Open();
        return database.ReadOpenAttention().Where(attention => attention.Path == path).Min(attention => attention.Opened);
    }

    private void Event(long id, string kind, string field, string to)
    {
        using var database = _lab.Open(DatabaseAccess.ReadWrite);
        var e = new DatasetEvent { Time = _lab.Clock.GetUtcNow(), Id = id, Name = "x", Kind = kind, Field = field, To = to };
        database.Apply([new DatasetChangeSet { Id = id, Path = "/x", Name = "x", Events = [e] }], ownTablesOnly: false, lease: null);
    }

    // The next such time of the lab's day.
    private void At(int hour, int minute)
    {
        var now = TimeZoneInfo.ConvertTime(_lab.Clock.GetUtcNow(), _time.Zone).DateTime;
        var next = now.Date.AddHours(hour).AddMinutes(minute);
        _lab.Clock.SetUtcNow(_time.FromLocal(next > now ? next : next.AddDays(1)));
    }

    private void Advance(int days, double minutes) => _lab.Clock.Advance(TimeSpan.FromDays(days) + TimeSpan.FromMinutes(minutes));

    private string Day() => _time.Write(_lab.Clock.GetUtcNow())[..10];

    private string Shown(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, _time.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>lab.md §11, with a scheduler and a mail server on loopback.</summary>
public sealed class UsageStepTests : IAsyncDisposable
{
    private const string Json =
        "{\"RECORD_ID\":20260914143912000001,\"LABUSER\":\"klimstra-w\",\"MACHINENAME\":\"mesoSPIM 1\",\"MACHINE_ID\":1101,\"START\":\"20260914-29\",\"END\":\"20260914-38\"}";

    private readonly UsageLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_dataset_is_reported_once_when_its_imaging_has_finished()
    {
        _lab.Add();
        var report = await _lab.FinishAsync();
        await _lab.LaterAsync();
        Assert.Equal(Json, Assert.Single(_lab.Scheduler.Calls).Body);
        Assert.Equal($"1|{UsageLab.Record}|0", _lab.Columns());
        Assert.Equal([$"TRANSMITTED: {Json}", "OUTPUT: created"], _lab.Transmitted);
        Assert.Equal(["Done"], _lab.Intents("usage-post"));
        Assert.Contains(report.Changes, change => change.What == "usage" && change.To == UsageLab.Record);
        Assert.DoesNotContain(MessageKind.UsageNotReported, _lab.Lab.Messages());
        Assert.Empty(_lab.Mail.Mails);
        Assert.Equal(["scheduler_posted", "scheduler_record_id"], _lab.Lab.Query("SELECT field FROM dataset_event WHERE kind = 'usage' ORDER BY field"));
        Assert.Empty(_lab.Lab.Query("SELECT name FROM monitor_note WHERE name LIKE 'usage/%'"));
    }

    [Fact]
    public async Task A_failure_is_announced_once_by_message_and_mail_and_tried_again_under_the_same_number()
    {
        _lab.Add();
        for (var i = 0; i < 3; i++)
        {
            _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(500, "<html>down</html>"));
        }

        var failed = await _lab.FinishAsync();
        Assert.Contains(failed.Problems, problem => problem.Step == CheckStep.Usage && problem.Text.EndsWith("The scheduler answered with HTTP status 500.", StringComparison.Ordinal));
        await _lab.LaterAsync();
        await _lab.LaterAsync();
        Assert.Equal($"0|{UsageLab.Record}|1", _lab.Columns());
        await _lab.LaterAsync();
        await _lab.LaterAsync();
        Assert.Equal(4, _lab.Scheduler.Calls.Count);
        Assert.All(_lab.Scheduler.Calls, call => Assert.Equal(Json, call.Body));
        Assert.Equal($"1|{UsageLab.Record}|1", _lab.Columns());
        Assert.Equal(["Done", "Done", "Done", "Done"], _lab.Intents("usage-post"));
        Assert.Single(_lab.Lab.Messages(), MessageKind.UsageNotReported);
        Assert.DoesNotContain("html", Assert.Single(_lab.Lab.Query("SELECT text FROM outbox WHERE kind = 'usage-not-reported'")), StringComparison.Ordinal);
        Assert.Contains("Subject: Microscope time of KC34 could not be reported", Assert.Single(_lab.Mail.Mails), StringComparison.Ordinal);
        Assert.Equal([$"ERROR: TRANSMIT FAILED: {Json}", "OUTPUT: The scheduler answered with HTTP status 500. <html>down</html>"], _lab.Transmitted.Take(2));
        Assert.Equal(8, _lab.Transmitted.Count);
    }

    [Fact]
    public async Task Pauses_between_tries_grow()
    {
        _lab.Add();
        for (var i = 0; i < 20; i++)
        {
            _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(400, "bad"));
        }

        await _lab.FinishAsync();
        var tries = new List<int>();
        for (var minute = 5; minute <= 160; minute += 5)
        {
            _lab.Lab.Advance(5);
            await _lab.Lab.CheckAsync();
            tries.Add(_lab.Scheduler.Calls.Count);
        }

        Assert.Equal([2, 3, 4, 5], new[] { 10, 30, 70, 150 }.Select(minute => tries[(minute / 5) - 1]));
        Assert.Equal([1, 2, 3, 4], new[] { 5, 25, 65, 145 }.Select(minute => tries[(minute / 5) - 1]));
        Assert.All(_lab.Intents("usage-post"), state => Assert.Equal("NotDone", state));
        Assert.Contains("HTTP status 400: bad.", Assert.Single(_lab.Lab.Query("SELECT text FROM outbox WHERE kind = 'usage-not-reported'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_POST_whose_answer_never_came_is_unsure_and_repeated_only_under_the_same_number()
    {
        _lab.Add();
        _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(SchedulerAnswer.Broken) { Takes = true });
        await _lab.FinishAsync();
        Assert.Equal(["Open"], _lab.Intents("usage-post"));
        _lab.Lab.Sql("UPDATE dataset SET imaging_start = '2026-09-14_12-00-00', scheduler_record_id = NULL"); // whatever changes meanwhile
        await _lab.LaterAsync();
        Assert.Equal([UsageLab.Record, UsageLab.Record], _lab.Scheduler.Records);
        Assert.Equal(["Done", "Done"], _lab.Intents("usage-post"));
        Assert.Equal($"1|{UsageLab.Record}|1", _lab.Columns());
    }

    [Fact]
    public async Task A_crash_between_the_POST_and_its_result_repeats_it_under_the_same_number_and_says_nothing_twice()
    {
        _lab.Add();
        var open = _lab.Lab.Backend.OpenAnyScheduler;
        _lab.Lab.Backend.OpenAnyScheduler = settings => new DyingScheduler(open(settings));
        await _lab.Lab.CheckAsync();
        _lab.Lab.Advance(11);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.Lab.CheckAsync());
        Assert.Equal($"0|{UsageLab.Record}|0", _lab.Columns());
        Assert.Equal(["Open"], _lab.Intents("usage-post"));
        _lab.Lab.Backend.OpenAnyScheduler = open;
        await _lab.Lab.CheckAsync(); // not before its pause is over
        Assert.Single(_lab.Scheduler.Records);
        await _lab.LaterAsync();
        await _lab.LaterAsync();
        Assert.Equal([UsageLab.Record, UsageLab.Record], _lab.Scheduler.Records);
        Assert.Equal(["Done", "Done"], _lab.Intents("usage-post"));
        Assert.Single(_lab.Lab.Messages(), MessageKind.ImagingFinished);
        Assert.DoesNotContain(MessageKind.UsageNotReported, _lab.Lab.Messages());
        Assert.Empty(_lab.Mail.Mails);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(SchedulerAnswer.Broken)]
    public async Task While_the_scheduler_takes_nothing_one_try_a_check_is_enough(int answer)
    {
        _lab.Add();
        _lab.Add("weiss-m/5CL18/KC35");
        _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(answer));
        var report = await _lab.FinishAsync();
        Assert.Single(_lab.Scheduler.Calls);
        Assert.EndsWith("The rest goes on at the next check.", report.Steps.Single(step => step.Step == CheckStep.Usage).Note, StringComparison.Ordinal);
        _lab.Lab.Advance(1);
        await _lab.Lab.CheckAsync();
        Assert.Equal(["20260914143912000002"], _lab.Scheduler.Records); // the one whose pause is not over keeps nobody waiting
        Assert.Equal(["KC34"], _lab.Lab.Query("SELECT d.name FROM outbox o JOIN dataset d ON d.id = o.dataset_id WHERE o.kind = 'usage-not-reported'"));
    }

    [Fact]
    public async Task A_report_that_is_wrong_keeps_no_other_from_being_reported()
    {
        _lab.Add();
        _lab.Add("weiss-m/5CL18/KC35");
        _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(422, "no such user"));
        await _lab.FinishAsync();
        Assert.Equal(["20260914143912000002"], _lab.Scheduler.Records);
    }

    [Fact]
    public async Task What_keeps_a_dataset_from_being_reported_is_a_message_without_mail_and_a_remedy_is_enough()
    {
        _lab.Add("5CL18/KC34");
        await _lab.FinishAsync();
        await _lab.LaterAsync();
        Assert.Empty(_lab.Scheduler.Calls);
        Assert.Equal("0|NULL|1", _lab.Columns());
        Assert.Contains("It has no PI.", Assert.Single(_lab.Lab.Query("SELECT text FROM outbox WHERE kind = 'usage-not-reported'")), StringComparison.Ordinal);
        _lab.Lab.Sql("INSERT INTO pi (name) VALUES ('klimstra-w'); UPDATE dataset SET pi = (SELECT max(id) FROM pi)");
        await _lab.Lab.CheckAsync();
        Assert.Equal([UsageLab.Record], _lab.Scheduler.Records);
        Assert.Empty(_lab.Mail.Mails);
    }

    [Fact]
    public async Task Missing_credentials_are_for_the_log_alone()
    {
        _lab.Lab.Settings = _lab.Lab.Settings with { Secrets = _lab.Lab.Settings.Secrets with { SchedulerPassword = null } };
        _lab.Add();
        var report = await _lab.FinishAsync();
        Assert.Equal("Microscope time cannot be reported: not set: SCHEDULER_PASS.", report.Steps.Single(step => step.Step == CheckStep.Usage).Note);
        Assert.DoesNotContain(report.Problems, problem => problem.Step == CheckStep.Usage);
        Assert.Equal("0|NULL|0", _lab.Columns());
        Assert.DoesNotContain(MessageKind.UsageNotReported, _lab.Lab.Messages());
        Assert.Empty(_lab.Transmitted);
        Assert.Contains("SCHEDULER_PASS", string.Concat(Directory.EnumerateFiles(Path.Join(_lab.Lab.Root, "log"), "*.log").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_reported_by_default()
    {
        _lab.Usage = _lab.Usage with { Enabled = new UsageSettings().Enabled };
        _lab.Add();
        await _lab.FinishAsync();
        Assert.Empty(_lab.Scheduler.Calls);
        Assert.Equal("0|NULL|0", _lab.Columns());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_only_looks_posts_nothing_and_tells_what_would_be_posted(bool isWhatIf)
    {
        _lab.Usage = _lab.Usage with { Enabled = false };
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Usage = _lab.Usage with { Enabled = true };
        if (!isWhatIf)
        {
            _lab.Lab.Settings = _lab.Lab.Settings with { Lab = _lab.Lab.Settings.Lab with { Mode = CheckMode.Observe } };
        }

        var report = await _lab.Lab.CheckAsync(isWhatIf);
        Assert.Contains(report.Changes, change => change.What == "usage" && change.Why == $"To be posted: {Json}");
        Assert.Empty(_lab.Scheduler.Calls);
        Assert.Empty(_lab.Lab.Query("SELECT 1 FROM intent"));
        Assert.Equal("0|NULL|0", _lab.Columns());
        Assert.Empty(_lab.Transmitted);
    }

    [Fact]
    public async Task What_was_imaged_before_the_take_over_or_is_a_demo_is_not_reported()
    {
        _lab.Add("klimstra-w/5CL18/KC34_demo");
        _lab.Add();
        using (var database = _lab.Lab.Open(DatabaseAccess.ReadWrite))
        {
            database.WriteMonitorState(database.ReadMonitorState() with { Since = new DateTimeOffset(2026, 9, 14, 23, 2, 57, TimeSpan.Zero) }, lease: null);
        }

        await _lab.FinishAsync();
        await _lab.LaterAsync();
        Assert.Empty(_lab.Scheduler.Calls);
        Assert.Empty(_lab.Lab.Query("SELECT 1 FROM outbox WHERE kind = 'usage-not-reported'"));
    }

    [Fact]
    public async Task A_transmit_log_that_cannot_be_written_is_told_and_not_fatal()
    {
        _lab.Usage = _lab.Usage with { TransmitLogFolder = Path.Join(_lab.Lab.Root, "away", "below", "transmit") };
        _lab.Add();
        var report = await _lab.FinishAsync();
        Assert.Equal($"1|{UsageLab.Record}|0", _lab.Columns());
        Assert.Contains(report.Problems, problem => problem.Step == CheckStep.Usage && problem.Text.StartsWith("KC34: its report is not in the transmit log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dataset_that_moved_before_it_was_reported_is_reported_still()
    {
        _lab.Add();
        _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(500));
        await _lab.FinishAsync();
        _lab.Lab.Sql($"UPDATE dataset SET moved = 1, path_on_hive = '{_lab.Lab.Root}/hive/Acquire/MesoSPIM/klimstra-w/5CL18/KC34'");
        Directory.Delete(Path.Join(_lab.Lab.MesoSpim, "klimstra-w/5CL18/KC34"), recursive: true);
        await _lab.LaterAsync();
        Assert.Equal([UsageLab.Record], _lab.Scheduler.Records);
    }

    [Fact]
    public async Task What_takes_too_long_goes_on_at_the_next_check()
    {
        _lab.Usage = _lab.Usage with { MostTime = TimeSpan.Zero };
        _lab.Add();
        await _lab.FinishAsync();
        Assert.Empty(_lab.Scheduler.Calls);
        _lab.Usage = _lab.Usage with { MostTime = TimeSpan.FromMinutes(2) };
        await _lab.Lab.CheckAsync();
        Assert.Equal([UsageLab.Record], _lab.Scheduler.Records);
    }
}

using MicroStatus.Usage;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>Mail about a report that failed: once a dataset, and never twice (lab.md §11).</summary>
public sealed class UsageMailTests : IAsyncDisposable
{
    private readonly UsageLab _lab = new();

    public UsageMailTests()
    {
        for (var i = 0; i < 3; i++)
        {
            _lab.Scheduler.Next.Enqueue(new SchedulerAnswer(500, "down"));
        }
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Mail_that_certainly_did_not_leave_is_sent_with_the_next_failure()
    {
        _lab.Mail.Fault = SmtpFault.NoSuchUser;
        _lab.Add();
        var report = await _lab.FinishAsync();
        Assert.Contains(report.Problems, problem => problem.Text.StartsWith("KC34: the mail about its microscope time was not sent.", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Problems, problem => problem.Text.Contains(SmtpServer.Password, StringComparison.Ordinal));
        _lab.Mail.Fault = SmtpFault.None;
        await _lab.LaterAsync();
        await _lab.LaterAsync();
        Assert.Single(_lab.Mail.Mails);
        Assert.Equal(["NotDone", "Done"], _lab.Intents("usage-mail"));
        Assert.Single(_lab.Lab.Query("SELECT 1 FROM outbox WHERE kind = 'usage-not-reported'"));
    }

    [Fact]
    public async Task Mail_that_may_have_left_is_never_sent_again()
    {
        _lab.Mail.Fault = SmtpFault.BreaksAfterMail;
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Mail.Fault = SmtpFault.None;
        await _lab.LaterAsync();
        await _lab.LaterAsync();
        Assert.Single(_lab.Mail.Mails);
        Assert.Equal(["Open"], _lab.Intents("usage-mail"));
    }

    [Fact]
    public async Task A_crash_while_the_mail_is_sent_sends_no_second_one()
    {
        var open = _lab.Lab.Backend.OpenAnyMailer;
        _lab.Lab.Backend.OpenAnyMailer = settings => new DyingMailer(open(settings));
        _lab.Add();
        await _lab.Lab.CheckAsync();
        _lab.Lab.Advance(11);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.Lab.CheckAsync());
        _lab.Lab.Backend.OpenAnyMailer = open;
        await _lab.LaterAsync();
        Assert.Single(_lab.Mail.Mails);
        Assert.Single(_lab.Lab.Query("SELECT 1 FROM outbox WHERE kind = 'usage-not-reported'"));
        Assert.Equal($"0|{UsageLab.Record}|1", _lab.Columns());
    }

    [Fact]
    public async Task Without_an_address_there_is_the_message_alone()
    {
        _lab.Lab.Settings = _lab.Lab.Settings with { Secrets = _lab.Lab.Settings.Secrets with { EmailRecipients = null } };
        _lab.Add();
        await _lab.FinishAsync();
        Assert.Empty(_lab.Mail.Commands);
        Assert.Empty(_lab.Intents("usage-mail"));
        Assert.Single(_lab.Lab.Query("SELECT 1 FROM outbox WHERE kind = 'usage-not-reported'"));
    }

    [Fact]
    public async Task What_another_monitor_announced_is_not_announced_again()
    {
        _lab.Usage = _lab.Usage with { Enabled = false };
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Lab.Sql("UPDATE dataset SET scheduler_notified = 1, scheduler_record_id = '20260914000000000001'");
        _lab.Usage = _lab.Usage with { Enabled = true };
        await _lab.Lab.CheckAsync();
        Assert.Contains("\"RECORD_ID\":20260914000000000001,", Assert.Single(_lab.Scheduler.Calls).Body, StringComparison.Ordinal);
        Assert.Empty(_lab.Mail.Commands);
        Assert.Empty(_lab.Lab.Query("SELECT 1 FROM outbox WHERE kind = 'usage-not-reported'"));
    }

    [Fact]
    public async Task No_secret_is_in_what_is_left_behind()
    {
        _lab.Add();
        await _lab.FinishAsync();
        var left = string.Concat(Directory.EnumerateFiles(Path.Join(_lab.Lab.Root, "log"), "*", SearchOption.AllDirectories).Select(File.ReadAllText)) + _lab.Lab.SharedTables()
            + string.Concat(_lab.Lab.Query("SELECT what, data, result FROM intent UNION SELECT text, '', '' FROM outbox"));
        Assert.Contains(UsageLab.Record, left, StringComparison.Ordinal);
        Assert.DoesNotContain(SchedulerServer.Password, left, StringComparison.Ordinal);
        Assert.DoesNotContain(SmtpServer.Password, left, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@lab.example", left, StringComparison.Ordinal);
    }

    private sealed class DyingMailer(IMailer mailer) : IMailer
    {
        public async Task<MailReceipt> SendAsync(MailText mail, CancellationToken cancellationToken)
        {
            await mailer.SendAsync(mail, cancellationToken);
            throw new InvalidOperationException("killed");
        }
    }
}

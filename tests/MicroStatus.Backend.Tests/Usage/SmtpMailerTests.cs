using System.Net;
using System.Net.Sockets;
using System.Text;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Backend.Usage;
using MicroStatus.Configuration;
using MicroStatus.Usage;
using MimeKit;

namespace MicroStatus.Backend.Tests.Usage;

public sealed class SmtpMailerTests : IAsyncDisposable
{
    private static readonly MailText Mail = new("Microscope time of Zürich could not be reported", "Line 1\n.\nLine ü\n");

    private readonly SmtpServer _server = new();
    private readonly WatchedClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Mail_goes_to_every_recipient_and_only_after_STARTTLS()
    {
        Assert.Equal(new MailReceipt(MailState.Sent, null), await SendAsync());
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(_server.Mails)));
        using var mail = await MimeMessage.LoadAsync(text, Cancel);
        Assert.Equal((Mail.Subject, Mail.Body, SmtpServer.User), (mail.Subject, mail.TextBody!.ReplaceLineEndings("\n"), mail.From.ToString()));
        Assert.Equal(
            ["EHLO", "STARTTLS", "tls EHLO", "tls AUTH", "tls MAIL", "tls RCPT", "tls RCPT", "tls DATA", "tls QUIT"],
            _server.Commands.Select(command => string.Join(' ', command.Split(' ').Take(command.StartsWith("tls ", StringComparison.Ordinal) ? 2 : 1))));
        Assert.Equal(["<ana@lab.example>", "<bo@lab.example>"], _server.Commands.Where(command => command.Contains("RCPT", StringComparison.Ordinal)).Select(command => command.Split(':')[1].Split(' ')[0]));
    }

    [Fact]
    public async Task A_certificate_that_the_machine_does_not_trust_gets_neither_password_nor_mail()
    {
        var receipt = await SendAsync(isTrusted: false);
        Assert.Equal(MailState.NotSent, receipt.State);
        Assert.Contains("its certificate is not trusted", receipt.Reason, StringComparison.Ordinal);
        Assert.Empty(_server.Mails);
        Assert.DoesNotContain(_server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        _server.Fault = SmtpFault.NoTls;
        var receipt = await SendAsync();
        Assert.Equal((MailState.NotSent, "The mail server localhost does not offer STARTTLS, so that nothing was sent."), (receipt.State, receipt.Reason));
        Assert.DoesNotContain(_server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NoSuchUser", MailState.NotSent, "refuses SCHEDULER_EMAIL_SENDER and SCHEDULER_EMAIL_PASSWORD.")]
    [InlineData("NoSuchRecipient", MailState.NotSent, "refuses the mail (550).")]
    [InlineData("BreaksAfterMail", MailState.Unsure, "broke the connection.")]
    public async Task What_goes_wrong_says_whether_the_mail_may_have_left(string fault, MailState state, string words)
    {
        _server.Fault = Enum.Parse<SmtpFault>(fault);
        var receipt = await SendAsync();
        Assert.Equal(state, receipt.State);
        Assert.EndsWith(words, receipt.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(SmtpServer.Password, receipt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_the_mail_leaves_it_unsure()
    {
        _server.Fault = SmtpFault.SilentAfterMail;
        var sending = SendAsync();
        while (_server.Mails.Count == 0)
        {
            await Task.Yield();
        }

        await _clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(new MailReceipt(MailState.Unsure, "The mail server localhost did not answer within 30 s."), await sending);
    }

    [Fact]
    public async Task A_mail_that_was_taken_is_sent_even_when_nobody_says_good_bye()
    {
        _server.Fault = SmtpFault.BreaksBeforeFarewell;
        Assert.Equal(MailState.Sent, (await SendAsync()).State);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        Assert.Equal(MailState.NotSent, (await SmtpMailer.From(Settings(port), _clock, _server.Trust).SendAsync(Mail, Cancel)).State);
    }

    [Theory]
    [InlineData(null, "a@x", "not set: SCHEDULER_EMAIL_SENDER.")]
    [InlineData("a@x", null, "not set: SCHEDULER_EMAIL_RECIPIENTS.")]
    [InlineData("nobody", "a@x", "SCHEDULER_EMAIL_SENDER is no mail address.")]
    [InlineData("a@x", "a@x, nobody", "SCHEDULER_EMAIL_RECIPIENTS holds something that is no mail address.")]
    [InlineData("a@x", " , ", "SCHEDULER_EMAIL_RECIPIENTS holds something that is no mail address.")]
    public void What_is_missing_or_no_address_is_named(string? sender, string? recipients, string words)
    {
        var secrets = new Secrets
        {
            EmailSender = sender is null ? null : new Secret(sender),
            EmailPassword = new Secret("x"),
            EmailRecipients = recipients is null ? null : new Secret(recipients),
        };
        var error = Assert.Throws<StatusException>(() => SmtpMailer.From(new StatusSettings { Secrets = secrets }, _clock));
        Assert.Equal("MailNotConfigured", error.ErrorId);
        Assert.EndsWith(words, error.Message, StringComparison.Ordinal);
    }

    private static StatusSettings Settings(int port) => new()
    {
        Usage = new UsageSettings { SmtpServer = "localhost", SmtpPort = port },
        Secrets = new Secrets
        {
            EmailSender = new Secret(SmtpServer.User),
            EmailPassword = new Secret(SmtpServer.Password),
            EmailRecipients = new Secret("ana@lab.example, bo@lab.example"),
        },
    };

    private Task<MailReceipt> SendAsync(bool isTrusted = true) => SmtpMailer.From(Settings(_server.Port), _clock, isTrusted ? _server.Trust : null).SendAsync(Mail, Cancel);
}

using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MicroStatus.Configuration;
using MicroStatus.Usage;
using MimeKit;

namespace MicroStatus.Backend.Usage;

/// <summary>Mail over SMTP, encrypted by STARTTLS or not at all: before that, neither password nor mail leaves (lab.md §11).</summary>
public sealed class SmtpMailer : IMailer
{
    private readonly UsageSettings _settings;
    private readonly MailboxAddress _sender;
    private readonly IReadOnlyList<MailboxAddress> _recipients;
    private readonly Secret _password;
    private readonly TimeProvider _clock;
    private readonly RemoteCertificateValidationCallback? _trust;

    private SmtpMailer(
        UsageSettings settings,
        MailboxAddress sender,
        IReadOnlyList<MailboxAddress> recipients,
        Secret password,
        TimeProvider clock,
        RemoteCertificateValidationCallback? trust) =>
        (_settings, _sender, _recipients, _password, _clock, _trust) = (settings, sender, recipients, password, clock, trust);

    /// <summary>Prepares the mailer; nothing is sent yet.</summary>
    /// <param name="settings">The settings that name server, sender and recipients.</param>
    /// <param name="clock">Measures the time limit.</param>
    /// <param name="trust">Judges the server's certificate; null: as the machine does, which is what every lab wants.</param>
    /// <returns>The mailer.</returns>
    /// <exception cref="StatusException"><c>MailNotConfigured</c>: sender, password or recipients are missing, or one is no address.</exception>
    public static SmtpMailer From(StatusSettings settings, TimeProvider clock, RemoteCertificateValidationCallback? trust = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var secrets = settings.Secrets;
        if (secrets is not { EmailSender: { } sender, EmailPassword: { } password, EmailRecipients: { } recipients })
        {
            (string Name, Secret? Value)[] needed =
            [
                ("SCHEDULER_EMAIL_SENDER", secrets.EmailSender), ("SCHEDULER_EMAIL_PASSWORD", secrets.EmailPassword), ("SCHEDULER_EMAIL_RECIPIENTS", secrets.EmailRecipients),
            ];
            throw NotConfigured($"not set: {string.Join(" and ", needed.Where(need => need.Value is null).Select(need => need.Name))}");
        }

        var to = recipients.Reveal().Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        return new SmtpMailer(
            settings.Usage,
            Parse(sender.Reveal().Trim()) ?? throw NotConfigured("SCHEDULER_EMAIL_SENDER is no mail address"),
            to.Count > 0 && !to.Contains(null) ? to.ConvertAll(address => address!) : throw NotConfigured("SCHEDULER_EMAIL_RECIPIENTS holds something that is no mail address"),
            password,
            clock,
            trust);
    }

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailText mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        using var message = new MimeMessage([_sender], _recipients, mail.Subject, new TextPart("plain") { Text = mail.Body });
        using var client = new SmtpClient();
        // A lab's firewall often keeps a machine from asking who has revoked what; as for HTTP, the chain and the name decide.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = _trust;
        using var limit = new CancellationTokenSource(_settings.MailTimeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var isHandedOver = false;
        try
        {
            await client.ConnectAsync(_settings.SmtpServer, _settings.SmtpPort, SecureSocketOptions.StartTls, both.Token);
            await client.AuthenticateAsync(_sender.Address, _password.Reveal(), both.Token);
            isHandedOver = true;
            await client.SendAsync(message, both.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (IsOfMail(e))
        {
            // What the server itself refuses, it does not have.
            var state = isHandedOver && e is not SmtpCommandException ? MailState.Unsure : MailState.NotSent;
            return new MailReceipt(state, Words(e).Replace(_password.Reveal(), Secret.Mask, StringComparison.Ordinal));
        }

        await LeaveAsync(client, both.Token, cancellationToken);
        return new MailReceipt(MailState.Sent, null);
    }

    private static bool IsOfMail(Exception e) => e is SmtpCommandException or SmtpProtocolException or AuthenticationException or SslHandshakeException
        or NotSupportedException or ServiceNotConnectedException or IOException or SocketException or OperationCanceledException;

    // The mail is taken by then: how the conversation ends changes nothing.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, limited);
        }
        catch (Exception e) when (IsOfMail(e) && !cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private string Words(Exception cause) => cause switch
    {
        OperationCanceledException => FormattableString.Invariant($"The mail server {_settings.SmtpServer} did not answer within {_settings.MailTimeout.TotalSeconds:0} s."),
        SslHandshakeException => $"No encrypted connection to the mail server {_settings.SmtpServer} can be made: its certificate is not trusted, or it speaks no TLS.",
        NotSupportedException => $"The mail server {_settings.SmtpServer} does not offer STARTTLS, so that nothing was sent.",
        AuthenticationException => $"The mail server {_settings.SmtpServer} refuses SCHEDULER_EMAIL_SENDER and SCHEDULER_EMAIL_PASSWORD.",
        SmtpCommandException refused => FormattableString.Invariant($"The mail server {_settings.SmtpServer} refuses the mail ({(int)refused.StatusCode})."),
        _ => $"The mail server {_settings.SmtpServer} cannot be reached, or broke the connection.",
    };

    private static MailboxAddress? Parse(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? address : null;

    private static StatusException NotConfigured(string fault) => new(
        "MailNotConfigured",
        StatusErrorCategory.InvalidData,
        $"Mail cannot be sent: {fault}.",
        "Put SCHEDULER_EMAIL_SENDER, SCHEDULER_EMAIL_PASSWORD and SCHEDULER_EMAIL_RECIPIENTS (separated by commas) into the environment or into the file .env beside the settings file.");
}

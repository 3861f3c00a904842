using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>A mail server on loopback that speaks SMTP with STARTTLS under a certificate of its own making, and fails where a test wants it to.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public const string User = "status@lab.example";
    public const string Password = "pass-of-the-mail";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly List<Task> _serving = [];

    public SmtpServer()
    {
        _listener.Start();
        _serving.Add(ServeAsync());
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Where it fails.</summary>
    public SmtpFault Fault { get; set; }

    /// <summary>Every command, with <c>tls</c> before those that came encrypted.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>The mails that it took.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>Trusts this server's certificate and no other.</summary>
    public bool Trust(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString() == _certificate.GetCertHashString();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([.. _serving]);
        _stop.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or SocketException or InvalidOperationException))
        {
            // Disposed: nobody is listened to any more.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        try
        {
            await SayAsync(stream, "220 localhost ESMTP");
            var isEncrypted = false;
            while (await HearAsync(stream) is { } line)
            {
                _commands.Enqueue((isEncrypted ? "tls " : string.Empty) + line);
                if (line.StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase))
                {
                    await SayAsync(stream, "220 go");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                    (stream, isEncrypted) = (secure, true);
                }
                else if (!await AnswerAsync(stream, line, isEncrypted))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException)
        {
            // The client went away: of a certificate that it does not trust, for example.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    // True while the conversation goes on.
    private async Task<bool> AnswerAsync(Stream stream, string line, bool isEncrypted)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync(stream, isEncrypted ? "250-localhost\r\n250 AUTH PLAIN" : Fault == SmtpFault.NoTls ? "250-localhost\r\n250 AUTH PLAIN" : "250-localhost\r\n250 STARTTLS");
                return true;
            case "AUTH":
                var isRight = Fault != SmtpFault.NoSuchUser && line.Split(' ')[^1] == Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}"));
                await SayAsync(stream, isRight ? "235 welcome" : $"535 bad credentials: {Password}");
                return true;
            case "RCPT" when Fault == SmtpFault.NoSuchRecipient:
                await SayAsync(stream, "550 nobody of that name");
                return true;
            case "DATA":
                return await TakeAsync(stream);
            case "QUIT":
                await SayAsync(stream, "221 bye");
                return false;
            default:
                await SayAsync(stream, "250 ok");
                return true;
        }
    }

    private async Task<bool> TakeAsync(Stream stream)
    {
        await SayAsync(stream, "354 go on");
        var mail = new StringBuilder();
        while (await HearAsync(stream) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        _mails.Enqueue(mail.ToString());
        switch (Fault)
        {
            case SmtpFault.BreaksAfterMail:
                return false;
            case SmtpFault.SilentAfterMail:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            default:
                await SayAsync(stream, "250 taken");
                return Fault != SmtpFault.BreaksBeforeFarewell;
        }
    }

    private Task SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token).AsTask();

    private async Task<string?> HearAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}

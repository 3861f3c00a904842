using MicroStatus.Usage;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A scheduler, its mail and its transmit log in memory.</summary>
public sealed class FakeScheduler : IUsageScheduler, IMailer, ITransmitLog
{
    /// <summary>What it answers.</summary>
    public UsageReply Reply { get; set; } = new(UsageReplyState.Accepted, 201, "created", null);

    /// <summary>What became of each mail.</summary>
    public MailReceipt Receipt { get; set; } = new(MailState.Sent, null);

    public IList<string> Posted { get; } = [];

    public IList<MailText> Mails { get; } = [];

    /// <summary>Lines by file.</summary>
    public IDictionary<string, string> Logs { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Task<UsageReply> PostAsync(string json, CancellationToken cancellationToken)
    {
        Posted.Add(json);
        return Task.FromResult(Reply);
    }

    public Task<MailReceipt> SendAsync(MailText mail, CancellationToken cancellationToken)
    {
        Mails.Add(mail);
        return Task.FromResult(Receipt);
    }

    public void Append(string path, string lines) => Logs[path] = (Logs.TryGetValue(path, out var earlier) ? earlier : string.Empty) + lines;
}

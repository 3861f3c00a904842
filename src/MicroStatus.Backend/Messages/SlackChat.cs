using System.Text.Json;
using MicroStatus.Configuration;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>The lab's channel in Slack, through the Slack Web API (lab.md §10).</summary>
/// <remarks>The token travels in the header <c>Authorization</c> alone, to the configured address alone. One object may be used by several
/// threads.</remarks>
public sealed class SlackChat : IChat
{
    private readonly SlackAccount _account;

    private readonly SlackCaller _caller;

    private readonly SlackChannelId _channel;

    private readonly SlackFinder _finder;

    private readonly SlackUpload _upload;

    /// <summary>Prepares the channel; nothing is sent yet.</summary>
    /// <param name="settings">Address, time limit, token and channel.</param>
    /// <param name="http">The HTTP client, which must not follow redirects.</param>
    /// <param name="clock">Measures time limits and pauses.</param>
    /// <exception cref="StatusException"><c>SlackNotConfigured</c>: SLACK_TOKEN or SLACK_CHANNEL is missing. <c>SlackTokenInvalid</c>: the
    /// token holds a
    /// character that no token has. <c>SlackAddressUnsafe</c>: the token would travel unencrypted.</exception>
    public SlackChat(StatusSettings settings, HttpClient http, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var timeout = settings.Messages.Timeout;
        _account = SlackAccount.From(settings);
        _caller = new SlackCaller(http, _account, new SlackFaults(_account), timeout, clock);
        _channel = new SlackChannelId(_caller, _account.Channel);
        _finder = new SlackFinder(_caller, _channel);
        _upload = new SlackUpload(_caller, _channel, timeout);
    }

    /// <inheritdoc/>
    public async Task<ChatIdentity> IdentifyAsync(CancellationToken cancellationToken)
    {
        var answer = await _caller.CallAsync(SlackMethod.Identify, () => SlackBody.Form(), cancellationToken);
        return new ChatIdentity(SlackFaults.Text(answer, "user") ?? "?", SlackFaults.Text(answer, "team") ?? "?", _account.Channel);
    }

    /// <inheritdoc/>
    public async Task<string?> FindChannelAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _channel.GetAsync(cancellationToken);
        }
        catch (ChatException e) when (e.Fault == ChatFault.NotPermitted)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ChatReceipt> PostAsync(ChatPost post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        var answer = await _caller.CallAsync(SlackMethod.Post, () => SlackBody.Post(_account.Channel, post), cancellationToken);
        var receipt = Receipt(answer);
        if (post.Thread is null)
        {
            _channel.Learn(receipt.Channel);
        }

        return receipt;
    }

    /// <inheritdoc/>
    public Task UpdateAsync(ChatReceipt receipt, ChatContent content, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(key);
        return _caller.CallAsync(SlackMethod.Update, () => SlackBody.Update(receipt, content, key), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ChatReceipt?> FindAsync(string key, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _finder.FindAsync(key, thread, since, cancellationToken);
    }

    /// <inheritdoc/>
    public Task UploadAsync(ChatPicture picture, ChatReceipt? thread, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _upload.UploadAsync(picture, thread, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> IsUploadedAsync(ChatPicture picture, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _finder.HasFileAsync(SlackUpload.NameOf(picture), SlackUpload.TitleOf(picture), thread, since, cancellationToken);
    }

    // Accepted, as Slack says, but where it stands must be looked up.
    private static ChatReceipt Receipt(JsonElement answer) =>
        SlackFaults.Text(answer, "channel") is { Length: > 0 } channel && SlackFaults.Text(answer, "ts") is { Length: > 0 } timestamp
            ? new ChatReceipt(channel, timestamp)
            : throw new ChatException(
                ChatFault.Unsure,
                "invalid_answer",
                "Slack took the message but does not say where it stands. It is looked for before it is sent again.");
}

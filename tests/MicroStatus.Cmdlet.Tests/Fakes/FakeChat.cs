using System.Globalization;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A chat in memory, one channel: it remembers what was posted, and can be told to fail.</summary>
public sealed class FakeChat : IChat
{
    private const string Channel = "C0FAKE0001";

    private readonly Lock _lock = new();

    private readonly List<FakeChatMessage> _messages = [];

    private readonly Queue<ChatException> _failures = new();

    private int _lastTimestamp;

    /// <summary>What the channel and its threads hold, in order, each as it stands now.</summary>
    public IReadOnlyList<FakeChatMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Thrown by every call while it is set.</summary>
    public ChatException? Failure { get; set; }

    /// <summary>Thrown by looking for a message while it is set: the token may not read history.</summary>
    public ChatException? FindFailure { get; set; }

    /// <inheritdoc/>
    public Task<string?> FindChannelAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(Channel);

    /// <summary>A post that fails is accepted nevertheless.</summary>
    public bool AcceptsWhatFails { get; set; }

    /// <summary>The next post fails; called again, the one after it too.</summary>
    public void FailNextPost(ChatFault fault, string reason, TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            _failures.Enqueue(new ChatException(fault, reason, $"The chat fails ({reason}).", retryAfter));
        }
    }

    public Task<ChatIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        AnswerAsync(() => new ChatIdentity("microstatus", "Imaging", "#lab"), cancellationToken);

    public Task<ChatReceipt> PostAsync(ChatPost post, CancellationToken cancellationToken) => AnswerAsync(
        () =>
        {
            _failures.TryDequeue(out var failure);
            failure ??= Failure;
            if (failure is not null && !AcceptsWhatFails)
            {
                throw failure;
            }

            var receipt = new ChatReceipt(Channel, (++_lastTimestamp).ToString("0000000000'.000000'", CultureInfo.InvariantCulture));
            _messages.Add(new FakeChatMessage(receipt, post.Key, post.Content, post.Thread, post.Broadcast));
            return failure is null ? receipt : throw failure;
        },
        cancellationToken,
        mayFail: false);

    public Task UpdateAsync(ChatReceipt receipt, ChatContent content, string key, CancellationToken cancellationToken) => AnswerAsync(
        () =>
        {
            var index = _messages.FindIndex(message => message.Receipt == receipt);
            return index < 0
                ? throw new ChatException(ChatFault.MessageRefused, "message_not_found", "There is no such message.")
                : _messages[index] = _messages[index] with { Content = content, Key = key };
        },
        cancellationToken);

    public Task<ChatReceipt?> FindAsync(string key, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken) => AnswerAsync(
        () => FindFailure is null
            ? _messages.Find(message => message.Key == key && (thread is null ? message.Thread is null || message.IsBroadcast : message.Thread == thread))?.Receipt
            : throw FindFailure,
        cancellationToken);

    public Task UploadAsync(ChatPicture picture, ChatReceipt? thread, CancellationToken cancellationToken) => AnswerAsync(
        () =>
        {
            var receipt = new ChatReceipt(Channel, (++_lastTimestamp).ToString("0000000000'.000000'", CultureInfo.InvariantCulture));
            _messages.Add(new FakeChatMessage(receipt, null, null, thread, IsBroadcast: false) { Picture = picture });
            return receipt;
        },
        cancellationToken);

    public Task<bool> IsUploadedAsync(ChatPicture picture, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken) => AnswerAsync(
        () => FindFailure is null ? _messages.Exists(message => message.Picture == picture && message.Thread == thread) : throw FindFailure,
        cancellationToken);

    private Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken, bool mayFail = true)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            lock (_lock)
            {
                return Task.FromResult(mayFail && Failure is not null ? throw Failure : answer());
            }
        }
        catch (ChatException e)
        {
            return Task.FromException<T>(e);
        }
    }
}

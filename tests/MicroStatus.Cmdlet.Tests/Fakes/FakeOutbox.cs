using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>An outbox in memory: each key once, and every note of a delivery is kept.</summary>
public sealed class FakeOutbox : IOutbox
{
    private readonly Dictionary<long, MessageThread> _threads = [];

    /// <summary>All messages, in the order in which they became due.</summary>
    public IList<OutboxEntry> Entries { get; } = [];

    /// <summary>When messages become due.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public IEnumerable<OutboxEntry> Find(OutboxFilter filter, CancellationToken cancellationToken) =>
        Entries.Where(entry => Matches(filter, entry)).ToList().TakeLast(filter.Last ?? int.MaxValue);

    public int Add(IReadOnlyList<OutboxMessage> messages, ILeaseHold? lease)
    {
        lease?.Verify();
        return Add(messages, id: null, name: null);
    }

    /// <summary>Adds messages of a dataset.</summary>
    public int Add(IReadOnlyList<OutboxMessage> messages, long? id, string? name)
    {
        var added = 0;
        foreach (var message in messages.Where(message => !Entries.Any(entry => entry.Key == message.DeduplicationKey)))
        {
            added++;
            Entries.Add(new OutboxEntry
            {
                MessageId = Entries.Count + 1,
                Key = message.DeduplicationKey,
                Kind = message.Kind,
                Severity = message.Severity,
                Text = message.Text,
                Code = message.Code,
                State = OutboxState.Pending,
                Created = Clock.GetUtcNow(),
                Id = id,
                Name = name,
                Broadcast = message.Broadcast,
                Picture = message.Picture is { } picture ? new OutboxPicture { File = picture.File, Title = picture.Title } : null,
            });
        }

        return added;
    }

    public void NoteBegun(OutboxEntry entry, DateTimeOffset now, bool mayBeRepeat, ILeaseHold lease) => Change(
        entry,
        lease,
        stored => stored with { State = OutboxState.Sending, Attempts = stored.Attempts + 1, Tried = now, NextTry = null, MayBeRepeat = mayBeRepeat });

    public void NoteSent(OutboxEntry entry, ChatReceipt? receipt, MessageThread? thread, DateTimeOffset now, ILeaseHold lease)
    {
        Change(entry, lease, stored => stored with { State = OutboxState.Sent, Sent = now, Receipt = receipt, NextTry = null, LastError = null });
        if (thread is not null)
        {
            _threads.TryAdd(thread.Id, thread);
        }
    }

    public void NoteFailed(OutboxEntry entry, OutboxState state, string reason, DateTimeOffset? nextTry, ILeaseHold lease) =>
        Change(entry, lease, stored => stored with { State = state, LastError = reason, NextTry = nextTry });

    public void NotePicture(OutboxEntry entry, OutboxPicture picture, ILeaseHold lease) => Change(entry, lease, stored => stored with { Picture = picture });

    public MessageThread? ReadThread(long id) => _threads.TryGetValue(id, out var thread) ? thread : null;

    public IReadOnlyList<MessageThread> ReadStaleThreads() => [.. _threads.Values.Where(thread => thread.Changes > 0)];

    public void WriteThread(MessageThread thread, ILeaseHold lease)
    {
        lease.Verify();
        _threads[thread.Id] = thread with { Changes = 0 };
    }

    public void ForgetThread(long id, ILeaseHold lease)
    {
        lease.Verify();
        _threads.Remove(id);
    }

    public DateTimeOffset? ReadLastSent() => Entries.Max(entry => entry.Sent);

    private void Change(OutboxEntry entry, ILeaseHold lease, Func<OutboxEntry, OutboxEntry> change)
    {
        lease.Verify();
        var stored = Entries.Single(candidate => candidate.MessageId == entry.MessageId);
        Entries[Entries.IndexOf(stored)] = change(stored);
    }

    private static bool Matches(OutboxFilter filter, OutboxEntry entry) =>
        (filter.Ids.Count == 0 || (entry.Id is { } id && filter.Ids.Contains(id)))
        && IsLike(filter.Names, entry.Name) && IsLike(filter.Kinds, entry.Kind)
        && (filter.States.Count == 0 || filter.States.Contains(entry.State))
        && (filter.PictureStates.Count == 0 || (entry.Picture is { } picture && filter.PictureStates.Contains(picture.State)))
        && (filter.Since is null || entry.Created >= filter.Since)
        && (filter.Before is null || entry.Created < filter.Before);

    private static bool IsLike(IReadOnlyList<string> patterns, string? text) =>
        patterns.Count == 0
        || (text is not null && patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text)));
}

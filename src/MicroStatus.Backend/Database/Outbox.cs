using System.Text;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Database;

/// <summary>The outbox of one database.</summary>
/// <param name="connection">The database.</param>
/// <param name="write">Does something in one write transaction, under a lease where there is one.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class Outbox(LabConnection connection, Action<ILeaseHold?, Action> write, LabTime labTime, TimeProvider clock) : IOutbox
{
    // What no name holds.
    private const char Separator = '\0';

    private const string WaitingStates = "'pending', 'sending', 'unsure'";

    private static readonly string[] States = [.. Enum.GetNames<OutboxState>().Select(name => name.ToLowerInvariant())];

    /// <inheritdoc/>
    public IEnumerable<OutboxEntry> Find(OutboxFilter filter, CancellationToken cancellationToken)
    {
        using var condition = new SqlCondition(connection.Patterns);
        AddTo(condition, filter);
        var first = filter.Last is { } last ? BeforeLast(condition, last) : 0L;
        using var command = connection.Command(
            $"""
            SELECT o.id, o.dedup_key, o.kind, o.severity, o.text, o.code, o.state, o.created, d.id, d.name, o.broadcast, o.attempts, o.tried,
                o.next_try, o.sent, o.last_error, o.channel, o.timestamp, o.may_be_repeat, o.picture_file, o.picture_title, o.picture_state,
                o.picture_attempts, o.picture_tried, o.picture_next_try, o.picture_sent, o.picture_error, o.picture_may_be_repeat
            FROM outbox o LEFT JOIN dataset d ON d.id = o.dataset_id
            WHERE o.id > @after{condition} ORDER BY o.id LIMIT @count
            """);
        condition.Bind(command);
        var entries = ChunkedQuery.Stream<OutboxEntry>(
            connection,
            command,
            first,
            largest: null,
            (reader, chunk) =>
            {
                var row = new StoredRow(reader, labTime);
                while (reader.Read())
                {
                    chunk.Add(Read(row));
                }

                return new ChunkEnd(chunk.Count, chunk.Count > 0 ? chunk[^1].MessageId : 0L);
            },
            cancellationToken);
        foreach (var entry in filter.Last is { } most ? entries.Take(most) : entries)
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public int Add(IReadOnlyList<OutboxMessage> messages, ILeaseHold? lease)
    {
        var added = 0;
        write(lease, () => added = messages.Count(message => Insert(message, id: null)));
        return added;
    }

    /// <summary>Adds a message; belongs into a write transaction.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">The dataset's id, or null.</param>
    /// <returns>False when its key is known already.</returns>
    public bool Insert(OutboxMessage message, long? id) => connection.Execute(
        """
        INSERT OR IGNORE INTO outbox (dedup_key, state, kind, severity, text, code, broadcast, created, dataset_id, picture_file, picture_title, picture_state)
        VALUES (@key, 'pending', @kind, @severity, @text, @code, @broadcast, @created, @id, @file, @title, @picture)
        """,
        ("@key", message.DeduplicationKey),
        ("@kind", message.Kind),
        ("@severity", message.Severity.ToString()),
        ("@text", message.Text),
        ("@code", message.Code.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join(Separator, message.Code))),
        ("@broadcast", message.Broadcast ? 1 : 0),
        ("@created", StoredTime.Write(clock.GetUtcNow())),
        ("@id", id),
        ("@file", message.Picture?.File),
        ("@title", message.Picture?.Title),
        ("@picture", message.Picture is null ? null : States[(int)OutboxState.Pending])) > 0;

    /// <inheritdoc/>
    public void NoteBegun(OutboxEntry entry, DateTimeOffset now, bool mayBeRepeat, ILeaseHold lease) => write(lease, () => connection.Execute(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, tried = @now, next_try = NULL, may_be_repeat = @repeat WHERE id = @id",
        ("@now", StoredTime.Write(now)),
        ("@repeat", mayBeRepeat ? 1 : 0),
        ("@id", entry.MessageId)));

    /// <inheritdoc/>
    public void NoteSent(OutboxEntry entry, ChatReceipt? receipt, MessageThread? thread, DateTimeOffset now, ILeaseHold lease) => write(lease, () =>
    {
        connection.Execute(
            "UPDATE outbox SET state = 'sent', sent = @now, channel = @channel, timestamp = @timestamp, next_try = NULL, last_error = NULL WHERE id = @id",
            ("@now", StoredTime.Write(now)),
            ("@channel", receipt?.Channel),
            ("@timestamp", receipt?.Timestamp),
            ("@id", entry.MessageId));
        if (thread is not null)
        {
            connection.Execute(
                "INSERT OR IGNORE INTO message_thread (dataset_id, message_key, channel, timestamp, shown, changes) VALUES (@id, @key, @channel, @timestamp, @shown, @changes)",
                ("@id", thread.Id),
                ("@key", thread.Key),
                ("@channel", thread.Parent.Channel),
                ("@timestamp", thread.Parent.Timestamp),
                ("@shown", thread.Shown),
                ("@changes", thread.Changes));
        }
    });

    /// <inheritdoc/>
    public void NoteFailed(OutboxEntry entry, OutboxState state, string reason, DateTimeOffset? nextTry, ILeaseHold lease) => write(lease, () => connection.Execute(
        """
        UPDATE outbox SET state = @state, last_error = @reason, next_try = @next,
            picture_state = CASE WHEN @state = 'failed' AND picture_state IS NOT NULL THEN 'skipped' ELSE picture_state END
        WHERE id = @id
        """,
        ("@state", States[(int)state]),
        ("@reason", reason),
        ("@next", Write(nextTry)),
        ("@id", entry.MessageId)));

    /// <inheritdoc/>
    public void NotePicture(OutboxEntry entry, OutboxPicture picture, ILeaseHold lease) => write(lease, () => connection.Execute(
        """
        UPDATE outbox SET picture_state = @state, picture_attempts = @attempts, picture_tried = @tried, picture_next_try = @next,
            picture_sent = @sent, picture_error = @error, picture_may_be_repeat = @repeat
        WHERE id = @id
        """,
        ("@state", States[(int)picture.State]),
        ("@attempts", picture.Attempts),
        ("@tried", Write(picture.Tried)),
        ("@next", Write(picture.NextTry)),
        ("@sent", Write(picture.Sent)),
        ("@error", picture.LastError),
        ("@repeat", picture.MayBeRepeat ? 1 : 0),
        ("@id", entry.MessageId)));

    /// <summary>A dataset's folder was renamed: pictures in it that wait are there now. Belongs into a write transaction.</summary>
    /// <param name="former">The folder before.</param>
    /// <param name="path">The folder now.</param>
    public void FollowPictures(string former, string path) => connection.Execute(
        $"""
        UPDATE outbox SET picture_file = @to || substr(picture_file, length(@from) + 1)
        WHERE picture_state IN ({WaitingStates}) AND substr(picture_file, 1, length(@from) + 1) = @from || '/'
        """,
        ("@from", former),
        ("@to", path));

    /// <inheritdoc/>
    public MessageThread? ReadThread(long id) => ReadThreads("dataset_id = @id", ("@id", id)).FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<MessageThread> ReadStaleThreads() => ReadThreads("changes > 0");

    /// <inheritdoc/>
    public void WriteThread(MessageThread thread, ILeaseHold lease) => write(lease, () => connection.Execute(
        "UPDATE message_thread SET shown = @shown, changes = changes - @changes WHERE dataset_id = @id",
        ("@shown", thread.Shown),
        ("@changes", thread.Changes),
        ("@id", thread.Id)));

    /// <inheritdoc/>
    public void ForgetThread(long id, ILeaseHold lease) =>
        write(lease, () => connection.Execute("DELETE FROM message_thread WHERE dataset_id = @id", ("@id", id)));

    /// <inheritdoc/>
    public DateTimeOffset? ReadLastSent() =>
        connection.Read(() => StoredTime.Read(connection.Scalar("SELECT MAX(sent) FROM outbox") as string));

    private static void AddTo(SqlCondition condition, OutboxFilter filter)
    {
        if (filter.Ids.Count > 0)
        {
            condition.And(condition.AnyOf("o.dataset_id", filter.Ids));
        }

        if (filter.Names.Count > 0)
        {
            condition.And(condition.Matches("d.name", filter.Names));
        }

        if (filter.Kinds.Count > 0)
        {
            condition.And(condition.Matches("o.kind", filter.Kinds));
        }

        if (filter.States.Count > 0)
        {
            condition.And(condition.AnyOf("o.state", filter.States.Select(state => States[(int)state])));
        }

        if (filter.PictureStates.Count > 0)
        {
            condition.And(condition.AnyOf("o.picture_state", filter.PictureStates.Select(state => States[(int)state])));
        }

        if (filter.Since is { } since)
        {
            condition.And("o.created >= " + condition.Value(StoredTime.Write(since)));
        }

        if (filter.Before is { } before)
        {
            condition.And("o.created < " + condition.Value(StoredTime.Write(before)));
        }
    }

    // The number below the first of the newest ones.
    private long BeforeLast(SqlCondition condition, int last)
    {
        using var command = connection.Command(
            $"SELECT o.id - 1 FROM outbox o LEFT JOIN dataset d ON d.id = o.dataset_id WHERE TRUE{condition} ORDER BY o.id DESC LIMIT 1 OFFSET @skip",
            ("@skip", last - 1));
        condition.Bind(command);
        return connection.Read(() => command.ExecuteScalar() as long? ?? 0L);
    }

    private static OutboxEntry Read(StoredRow row)
    {
        var (channel, timestamp) = (row.Text(16, "channel"), row.Text(17, "timestamp"));
        return new OutboxEntry
        {
            MessageId = row.Long(0),
            Key = row.Text(1, "dedup_key") ?? string.Empty,
            Kind = row.Text(2, "kind") ?? string.Empty,
            Severity = Enum.TryParse<MessageSeverity>(row.Text(3, "severity"), out var severity) ? severity : MessageSeverity.Warning,
            Text = row.Text(4, "text") ?? string.Empty,
            Code = row.IsNull(5) ? [] : Encoding.UTF8.GetString(row.Bytes(5)).Split(Separator),
            State = State(row, 6, "state"),
            Created = row.OwnTimeAtLab(7) ?? default,
            Id = row.IsNull(8) ? null : row.Long(8),
            Name = row.Text(9, "name"),
            Broadcast = row.Long(10) != 0,
            Attempts = (int)row.Long(11),
            Tried = Time(row, 12),
            NextTry = Time(row, 13),
            Sent = Time(row, 14),
            LastError = row.Text(15, "last_error"),
            Receipt = channel is not null && timestamp is not null ? new ChatReceipt(channel, timestamp) : null,
            MayBeRepeat = row.Long(18) != 0,
            Picture = row.Text(19, "picture_file") is { } file ? ReadPicture(row, file) : null,
        };
    }

    private static OutboxPicture ReadPicture(StoredRow row, string file) => new()
    {
        File = file,
        Title = row.Text(20, "picture_title") ?? string.Empty,
        State = State(row, 21, "picture_state"),
        Attempts = (int)row.Long(22),
        Tried = Time(row, 23),
        NextTry = Time(row, 24),
        Sent = Time(row, 25),
        LastError = row.Text(26, "picture_error"),
        MayBeRepeat = row.Long(27) != 0,
    };

    private static OutboxState State(StoredRow row, int column, string name) => (OutboxState)Math.Max(0, Array.IndexOf(States, row.Text(column, name)));

    private static string? Write(DateTimeOffset? moment) => moment is { } value ? StoredTime.Write(value) : null;

    private static DateTimeOffset? Time(StoredRow row, int column) => row.IsNull(column) ? null : row.OwnTimeAtLab(column);

    private List<MessageThread> ReadThreads(string where, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command($"SELECT dataset_id, message_key, channel, timestamp, shown, changes FROM message_thread WHERE {where} ORDER BY dataset_id", parameters);
        return connection.Read(() =>
        {
            using var reader = command.ExecuteReader();
            var row = new StoredRow(reader, labTime);
            var threads = new List<MessageThread>();
            while (reader.Read())
            {
                threads.Add(new MessageThread(
                    row.Long(0),
                    row.Text(1, "message_key") ?? string.Empty,
                    new ChatReceipt(row.Text(2, "channel") ?? string.Empty, row.Text(3, "timestamp") ?? string.Empty),
                    row.Text(4, "shown") ?? string.Empty,
                    (int)row.Long(5)));
            }

            return threads;
        });
    }
}

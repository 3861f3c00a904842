using System.Globalization;
using System.Text.Json.Nodes;

namespace MicroStatus.Testing.Slack;

/// <summary>What Slack knows and does: channels, messages, threads, files. Used by one thread at a time.</summary>
internal sealed class SlackWorkspace(SlackServerOptions options, Func<string> baseAddress)
{
    private readonly Dictionary<string, UploadedFile> _files = new(StringComparer.Ordinal);

    private readonly MessageRate _rate = new(options.MessagesPerSecond, options.Clock);

    private int _accepted;

    private long _lastMicrosecond;

    /// <summary>What the token may do from now on.</summary>
    public IReadOnlySet<string> Scopes { get; set; } = options.Scopes;

    /// <summary>The one token that is valid from now on.</summary>
    public string Token { get; set; } = options.Token;

    /// <summary>What was accepted, in order.</summary>
    public List<AcceptedMessage> Messages { get; } = [];

    /// <summary>Does what a call asks for.</summary>
    public HttpAnswer Answer(ReceivedCall call)
    {
        if (call.Method == SlackServer.UploadMethod)
        {
            return Receive(call);
        }

        if (!call.Headers.TryGetValue("Authorization", out var token))
        {
            return HttpAnswer.Refused("not_authed");
        }

        if (token != "Bearer " + Token)
        {
            return HttpAnswer.Refused("invalid_auth");
        }

        var (scope, act) = Method(call.Method);
        return scope is not null && !Scopes.Contains(scope) ? HttpAnswer.Refused("missing_scope", needed: scope) : act(new CallArguments(call));
    }

    /// <summary>Somebody removes a message.</summary>
    public void Remove(string timestamp) => Messages.RemoveAll(message => message.Timestamp == timestamp);

    private (string? Scope, Func<CallArguments, HttpAnswer> Act) Method(string name) => name switch
    {
        "auth.test" => (null, _ => HttpAnswer.Ok(new JsonObject { ["user"] = "microstatus", ["team"] = "Imaging", ["user_id"] = "U0BOT00001" })),
        "chat.postMessage" => ("chat:write", Post),
        "chat.update" => ("chat:write", Update),
        "conversations.history" => ("channels:history", History),
        "conversations.replies" => ("channels:history", Replies),
        "conversations.list" => ("channels:read", List),
        "files.getUploadURLExternal" => ("files:write", UploadAddress),
        "files.completeUploadExternal" => ("files:write", ShareUpload),
        _ => (null, _ => HttpAnswer.Refused("unknown_method")),
    };

    private HttpAnswer Post(CallArguments arguments)
    {
        var thread = arguments.Text("thread_ts");
        var channel = Channel(arguments.Text("channel"), byName: true);
        var refused = Refusal(channel) ?? MessageRules.Refusal(arguments);
        if (refused is null && thread is not null && Find(channel!.Id, thread) is null)
        {
            refused = "cannot_reply_to_message";
        }

        if (refused is not null)
        {
            return HttpAnswer.Refused(refused);
        }

        if (!_rate.Takes(channel!.Id))
        {
            // Whole seconds are all that the header knows.
            return HttpAnswer.TooMany("1");
        }

        var message = Accept(channel.Id, thread, arguments.Text("text") ?? string.Empty) with
        {
            IsBroadcast = thread is not null && arguments.Flag("reply_broadcast"),
            Blocks = arguments.Element("blocks"),
            Metadata = arguments.Element("metadata"),
            Key = MessageRules.Key(arguments.Element("metadata")),
        };
        Messages.Add(message);
        return HttpAnswer.Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Timestamp, ["message"] = HistoryPage.Show(message, withMetadata: true) });
    }

    private HttpAnswer Update(CallArguments arguments)
    {
        var channel = Channel(arguments.Text("channel"), byName: false);
        var index = Messages.FindIndex(message => message.Channel == channel?.Id && message.Timestamp == arguments.Text("ts"));
        var refused = Refusal(channel) ?? (index < 0 ? "message_not_found" : MessageRules.Refusal(arguments));
        if (refused is not null)
        {
            return HttpAnswer.Refused(refused);
        }

        var message = Messages[index];
        var metadata = arguments.Element("metadata");
        Messages[index] = message with
        {
            Text = arguments.Text("text") ?? message.Text,
            Blocks = arguments.Element("blocks") ?? message.Blocks,
            Metadata = metadata ?? message.Metadata,
            Key = metadata is null ? message.Key : MessageRules.Key(metadata),
            EarlierTexts = [.. message.EarlierTexts, message.Text],
        };
        return HttpAnswer.Ok(new JsonObject { ["channel"] = message.Channel, ["ts"] = message.Timestamp });
    }

    private HttpAnswer History(CallArguments arguments)
    {
        var channel = Channel(arguments.Text("channel"), byName: false);
        return Refusal(channel, toRead: true) is { } refused
            ? HttpAnswer.Refused(refused)
            : HistoryPage.Make(
                arguments,
                options.PageLimit,
                Messages.Where(message => message.Channel == channel!.Id && (message.Thread is null || message.IsBroadcast)).Reverse(),
                (message, cursor) => string.CompareOrdinal(message.Timestamp, cursor) < 0,
                []);
    }

    private HttpAnswer Replies(CallArguments arguments)
    {
        var channel = Channel(arguments.Text("channel"), byName: false);
        var first = channel is null ? null : Find(channel.Id, arguments.Text("ts"));
        if ((Refusal(channel, toRead: true) ?? (first is null ? "thread_not_found" : null)) is { } refused)
        {
            return HttpAnswer.Refused(refused);
        }

        return HistoryPage.Make(
            arguments,
            options.PageLimit,
            Messages.Where(message => message.Channel == channel!.Id && message.Thread == first!.Timestamp),
            (message, cursor) => string.CompareOrdinal(message.Timestamp, cursor) > 0,
            [first!]);
    }

    private HttpAnswer List(CallArguments arguments)
    {
        var from = arguments.Number("cursor", 0);
        var size = Math.Min(arguments.Number("limit", 100), options.PageLimit);
        var shown = options.Channels.Where(channel => !channel.IsArchived || !arguments.Flag("exclude_archived")).Skip(from).ToArray();
        var channels = new JsonArray([.. shown.Take(size).Select(channel => new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name })]);
        return HttpAnswer.Ok(new JsonObject
        {
            ["channels"] = channels,
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = shown.Length > size ? (from + size).ToString(CultureInfo.InvariantCulture) : string.Empty,
            },
        });
    }

    private HttpAnswer UploadAddress(CallArguments arguments)
    {
        if (arguments.Text("filename") is not { Length: > 0 } name || arguments.Number("length", 0) <= 0)
        {
            return HttpAnswer.Refused("invalid_arguments");
        }

        var file = new UploadedFile(string.Create(CultureInfo.InvariantCulture, $"F{_files.Count + 1:00000000}"), name, arguments.Number("length", 0));
        _files[file.Id] = file;
        var address = options.UploadAddress ?? $"{baseAddress()}{SlackServer.UploadMethod}/{file.Id}";
        return HttpAnswer.Ok(new JsonObject { ["upload_url"] = address, ["file_id"] = file.Id });
    }

    private HttpAnswer Receive(ReceivedCall call)
    {
        var id = call.Target[(call.Target.LastIndexOf('/') + 1)..];
        if (!_files.TryGetValue(id, out var file) || file.Length != call.Body.Length)
        {
            return HttpAnswer.Page(400);
        }

        _files[id] = file with { Bytes = call.Body };
        return new HttpAnswer(200, "text/plain", "OK"u8.ToArray());
    }

    private HttpAnswer ShareUpload(CallArguments arguments)
    {
        var channel = Channel(arguments.Text("channel_id"), byName: false);
        if (Refusal(channel) is { } refused)
        {
            return HttpAnswer.Refused(refused);
        }

        foreach (var wanted in arguments.Element("files")!.Value.EnumerateArray())
        {
            if (!_files.Remove(wanted.GetProperty("id").GetString()!, out var file) || file.Bytes is null)
            {
                return HttpAnswer.Refused("file_not_found");
            }

            var title = wanted.GetProperty("title").GetString();
            Messages.Add(Accept(channel!.Id, arguments.Text("thread_ts"), string.Empty) with { File = file with { Title = title } });
        }

        return HttpAnswer.Ok(new JsonObject { ["files"] = new JsonArray() });
    }

    private AcceptedMessage? Find(string channel, string? timestamp) =>
        Messages.Find(message => message.Channel == channel && message.Timestamp == timestamp);

    private SlackServerChannel? Channel(string? text, bool byName) =>
        options.Channels.FirstOrDefault(channel => channel.Id == text || (byName && channel.Name == text?.TrimStart('#')));

    private static string? Refusal(SlackServerChannel? channel, bool toRead = false) => channel switch
    {
        null => "channel_not_found",
        { IsMember: false } => "not_in_channel",
        { IsArchived: true } when !toRead => "is_archived",
        _ => null,
    };

    private AcceptedMessage Accept(string channel, string? thread, string text)
    {
        var now = (options.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _lastMicrosecond = Math.Max(_lastMicrosecond + 1, now);
        var timestamp = string.Create(CultureInfo.InvariantCulture, $"{_lastMicrosecond / 1_000_000}.{_lastMicrosecond % 1_000_000:000000}");
        return new AcceptedMessage { Order = ++_accepted, Channel = channel, Timestamp = timestamp, Thread = thread, Text = text };
    }
}

namespace MicroStatus.Testing.Slack;

/// <summary>The workspace that a <see cref="SlackServer"/> plays.</summary>
public sealed record SlackServerOptions
{
    /// <summary>The one token that is valid.</summary>
    public string Token { get; init; } = "xoxb-1234567890-abcdefABCDEF";

    /// <summary>The channels.</summary>
    public IReadOnlyList<SlackServerChannel> Channels { get; init; } = [new("C0LAB00001", "lab")];

    /// <summary>What the token may do.</summary>
    public IReadOnlySet<string> Scopes { get; init; } =
        new HashSet<string>(["chat:write", "channels:history", "channels:read", "files:write"], StringComparer.Ordinal);

    /// <summary>Messages that a channel takes in any one second, up to 1,000; 0 for as many as come.</summary>
    public int MessagesPerSecond { get; init; }

    /// <summary>Most items of a page, whatever the caller wants.</summary>
    public int PageLimit { get; init; } = 200;

    /// <summary>The server's clock: the time of messages, and the rate limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An upload address that is named instead of the server's own, or null.</summary>
    public string? UploadAddress { get; init; }
}

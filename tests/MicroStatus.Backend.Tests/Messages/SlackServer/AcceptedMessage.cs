using System.Text.Json;

namespace MicroStatus.Testing.Slack;

/// <summary>A message that the server has accepted, as it stands now.</summary>
public sealed record AcceptedMessage
{
    /// <summary>Its number among all accepted messages, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>The channel's id.</summary>
    public required string Channel { get; init; }

    /// <summary>Its number in the channel.</summary>
    public required string Timestamp { get; init; }

    /// <summary>The thread's first message, or null.</summary>
    public string? Thread { get; init; }

    /// <summary>A reply that is shown in the channel as well.</summary>
    public bool IsBroadcast { get; init; }

    /// <summary>The key in its metadata, or null.</summary>
    public string? Key { get; init; }

    /// <summary>The plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The blocks, as they were sent.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>The metadata, as it was sent.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Plain texts that it had before it was updated, oldest first.</summary>
    public IReadOnlyList<string> EarlierTexts { get; init; } = [];

    /// <summary>The file that it shows, or null.</summary>
    public UploadedFile? File { get; init; }
}

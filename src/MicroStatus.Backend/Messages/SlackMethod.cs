using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>A method of the Slack Web API, and what its faults mean.</summary>
/// <param name="Name">Its name, the last part of the address.</param>
/// <param name="HasEffect">Something is seen in Slack when it was accepted; a lost answer leaves doubt.</param>
/// <param name="IsRepeatable">Two times is as good as once.</param>
/// <param name="IsOptional">Messages can be posted without it: what the token may not do here stops nothing else.</param>
/// <param name="Otherwise">What a refusal means that names neither token nor channel nor permission; null to judge by its word.</param>
internal sealed record SlackMethod(string Name, bool HasEffect, bool IsRepeatable, bool IsOptional, ChatFault? Otherwise)
{
    /// <summary>Who the token belongs to.</summary>
    public static readonly SlackMethod Identify = new("auth.test", HasEffect: false, IsRepeatable: true, IsOptional: false, null);

    /// <summary>Posts a message.</summary>
    public static readonly SlackMethod Post = new("chat.postMessage", HasEffect: true, IsRepeatable: false, IsOptional: false, null);

    /// <summary>Replaces a message's content.</summary>
    public static readonly SlackMethod Update =
        new("chat.update", HasEffect: true, IsRepeatable: true, IsOptional: false, ChatFault.MessageRefused);

    /// <summary>The channel's messages, newest first.</summary>
    public static readonly SlackMethod History =
        new("conversations.history", HasEffect: false, IsRepeatable: true, IsOptional: true, ChatFault.NotPermitted);

    /// <summary>A thread's messages.</summary>
    public static readonly SlackMethod Replies =
        new("conversations.replies", HasEffect: false, IsRepeatable: true, IsOptional: true, ChatFault.NotPermitted);

    /// <summary>The workspace's channels.</summary>
    public static readonly SlackMethod Channels =
        new("conversations.list", HasEffect: false, IsRepeatable: true, IsOptional: true, ChatFault.NotPermitted);

    /// <summary>Asks where a file's bytes go.</summary>
    public static readonly SlackMethod UploadAddress =
        new("files.getUploadURLExternal", HasEffect: false, IsRepeatable: true, IsOptional: true, ChatFault.MessageRefused);

    /// <summary>Shows an uploaded file in the channel.</summary>
    public static readonly SlackMethod ShareUpload =
        new("files.completeUploadExternal", HasEffect: true, IsRepeatable: false, IsOptional: true, ChatFault.MessageRefused);
}

namespace MicroStatus.Backend.Messages;

/// <summary>What one of Slack's words for a refusal is about.</summary>
internal enum SlackWordMeaning
{
    /// <summary>Too many messages for now.</summary>
    Rate,

    /// <summary>Refused for now, before anything was done.</summary>
    Passing,

    /// <summary>A fault within Slack, which may have come after the message was accepted.</summary>
    Doubt,

    /// <summary>The token is no good for anything.</summary>
    Token,

    /// <summary>The channel, the app's rights or the workspace do not allow this call.</summary>
    Right,

    /// <summary>The thread, or the message that it begins with.</summary>
    Thread,

    /// <summary>This message alone.</summary>
    Message,
}

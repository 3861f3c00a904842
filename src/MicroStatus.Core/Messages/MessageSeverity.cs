namespace MicroStatus.Messages;

/// <summary>How urgent a message is.</summary>
public enum MessageSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>A person should look.</summary>
    Warning,

    /// <summary>A person must act now.</summary>
    Critical,
}

namespace MicroStatus.Usage;

/// <summary>What came of a mail.</summary>
public enum MailState
{
    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server certainly does not have it.</summary>
    NotSent,

    /// <summary>The connection broke while it was handed over: nobody knows.</summary>
    Unsure,
}

namespace MicroStatus.Usage;

/// <summary>What came of a report that was posted.</summary>
public enum UsageReplyState
{
    /// <summary>The scheduler took it: HTTP status 200 to 299.</summary>
    Accepted,

    /// <summary>The scheduler refused it: it is certainly not recorded.</summary>
    Refused,

    /// <summary>It never left: nothing is recorded.</summary>
    NotSent,

    /// <summary>It left, and no answer came or one that tells nothing: it may be recorded or not. It is repeated under the same number only.</summary>
    Unsure,
}

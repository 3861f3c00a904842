namespace MicroStatus.Testing.Slack;

/// <summary>What goes wrong with a call. "After" means: Slack has done what was asked.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>ok: false</c> with HTTP 200; nothing is done.</summary>
    Refuse,

    /// <summary>HTTP 429; nothing is done.</summary>
    TooMany,

    /// <summary>HTTP 500; nothing is done.</summary>
    FailBefore,

    /// <summary>HTTP 500.</summary>
    FailAfter,

    /// <summary>No answer, ever; nothing is done.</summary>
    HangBefore,

    /// <summary>No answer, ever.</summary>
    HangAfter,

    /// <summary>The connection is reset; nothing is done.</summary>
    ResetBefore,

    /// <summary>The connection is reset.</summary>
    ResetAfter,

    /// <summary>The connection is closed in the middle of the answer.</summary>
    CutAfter,

    /// <summary>The answer stops in its middle, and the connection stays open.</summary>
    StallAfter,

    /// <summary>HTTP 200 with a page that is no JSON.</summary>
    GarbageAfter,

    /// <summary>The answer comes a few bytes at a time, and whole.</summary>
    SlowAfter,
}

namespace MicroStatus.Acts;

/// <summary>What became of an act on the outside.</summary>
public enum IntentState
{
    /// <summary>It is about to happen, or nobody knows whether it did: only evidence settles it.</summary>
    Open,

    /// <summary>It happened.</summary>
    Done,

    /// <summary>It certainly did not happen.</summary>
    NotDone,
}

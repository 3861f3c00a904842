namespace MicroStatus.Moves.Proving;

/// <summary>Where the proof of a copy stands that the web page has made.</summary>
public enum ProofState
{
    /// <summary>There is nothing to prove: it is no copy of the web page's, or the dataset was brought back.</summary>
    NotWanted,

    /// <summary>It may begin now.</summary>
    Due,

    /// <summary>It begins later.</summary>
    Waiting,

    /// <summary>A job is at it, or may be.</summary>
    UnderWay,

    /// <summary>The copy was compared, or it was tried often enough.</summary>
    Over,
}

namespace MicroStatus.Database;

/// <summary>What status checks may do (lab.md §6).</summary>
public enum CheckMode
{
    /// <summary>Everything is read, decided and shown; only tables of our own are written.</summary>
    Observe,

    /// <summary>Decisions are carried out.</summary>
    Active,
}

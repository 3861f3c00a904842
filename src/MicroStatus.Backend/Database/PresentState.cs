namespace MicroStatus.Backend.Database;

/// <summary>What the file in the place of the configured database is good for.</summary>
internal enum PresentState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>SQLite reads it.</summary>
    Usable,

    /// <summary>It is not an SQLite database, or a damaged one.</summary>
    Damaged,
}

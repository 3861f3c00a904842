namespace MicroStatus.Configuration;

/// <summary>How SQLite keeps its journal.</summary>
public enum JournalKind
{
    /// <summary>A rollback journal: safe on network file systems as far as their locks are.</summary>
    Rollback,

    /// <summary>A write-ahead log: needs shared memory, hence a local disk.</summary>
    Wal,
}

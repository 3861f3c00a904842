namespace MicroStatus.Database;

/// <summary>How a database is opened.</summary>
public enum DatabaseAccess
{
    /// <summary>Nothing can be written, by the connection itself.</summary>
    ReadOnly,

    /// <summary>Rows can be written.</summary>
    ReadWrite,
}

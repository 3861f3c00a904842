namespace MicroStatus.Database.Examination;

/// <summary>How a schema differs from the one that this program makes.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>A table or column is missing, or a shared column is not in its place.</summary>
    Broken,

    /// <summary>An index of ours is missing.</summary>
    MissingIndex,

    /// <summary>An index of ours covers other columns.</summary>
    OtherIndex,

    /// <summary>Something that this program does not make.</summary>
    Extra,
}

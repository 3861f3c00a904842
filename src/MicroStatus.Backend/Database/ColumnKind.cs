namespace MicroStatus.Backend.Database;

/// <summary>What a shared column holds, when it is not dirty.</summary>
internal enum ColumnKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>A lab-local time.</summary>
    Time,
}

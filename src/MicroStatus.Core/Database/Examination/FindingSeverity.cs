namespace MicroStatus.Database.Examination;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>Something is wrong with single datasets.</summary>
    Warning,

    /// <summary>Something is broken: programs may fail, or data may be lost.</summary>
    Error,
}

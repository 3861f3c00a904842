namespace MicroStatus.Configuration.Examination;

/// <summary>What trying a setting showed.</summary>
public enum SettingsCheckOutcome
{
    /// <summary>It works.</summary>
    Passed,

    /// <summary>It works, and a person should know something of it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not tried: something else must work first, or trying would change something.</summary>
    Skipped,
}

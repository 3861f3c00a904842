namespace MicroStatus.Configuration.Examination;

/// <summary>Parts of the lab that settings are tried on.</summary>
public enum SettingsCheckCategory
{
    /// <summary>Stores, database and folders.</summary>
    Storage,

    /// <summary>Messages.</summary>
    Slack,
}

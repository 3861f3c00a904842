namespace MicroStatus.Configuration.Binding;

/// <summary>How many values a setting holds.</summary>
internal enum SettingShape
{
    /// <summary>One.</summary>
    Value,

    /// <summary>A list.</summary>
    List,

    /// <summary>Names with a value each.</summary>
    Map,

    /// <summary>A secret.</summary>
    Secret,
}

using System.Globalization;

namespace MicroStatus.Configuration.Binding;

/// <summary>Says what a setting allows: the one wording of problems and of the commented file.</summary>
internal static class AllowedText
{
    /// <summary>What a setting allows as a whole.</summary>
    /// <param name="setting">The setting.</param>
    /// <returns>A phrase.</returns>
    public static string Of(SettingDefinition setting) => setting switch
    {
        { Setting.Kind: SettingKind.Command } => "a list of the program (a name found on the PATH, or a path) and its arguments" + Placeholders(setting.Setting),
        { Setting.Kind: SettingKind.MessageText } => "an object that gives kinds of messages a text each, on one line, with {placeholders} of the kind; kinds are " + MessageTextRules.Kinds,
        { Shape: SettingShape.List } => "a list; each item is " + OfItem(setting),
        { Shape: SettingShape.Map } => "an object that gives names a value each; a value is " + OfItem(setting),
        { Default: null } => OfItem(setting) + ", or null",
        _ => OfItem(setting),
    };

    /// <summary>What a setting allows as one value.</summary>
    /// <param name="setting">The setting.</param>
    /// <returns>A phrase.</returns>
    public static string OfItem(SettingDefinition setting)
    {
        var type = setting.ItemType;
        return type switch
        {
            _ when type == typeof(string) => OfText(setting.Setting),
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) => "a whole number" + Range(setting.Setting, Number),
            _ when type == typeof(double) => "a number" + Range(setting.Setting, Number),
            _ when type == typeof(TimeSpan) => "a duration such as \"90 s\", \"10 min\", \"3 d\" or \"00:10:00\", or a number of seconds" + Range(setting.Setting, Duration),
            _ when type == typeof(TimeOnly) => "a time of day such as \"17:00\"",
            _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type)),
            _ => "a secret",
        };
    }

    private static string OfText(SettingAttribute setting) => setting.Kind switch
    {
        SettingKind.Path => "a path; absolute, from ~/, or relative to the settings file's folder",
        SettingKind.Pattern => "a regular expression (.NET)" +
            (setting.Needs.Length > 0 ? " with the named group " + string.Join(", ", setting.Needs.Select(g => $"'{g}'")) : ""),
        SettingKind.Glob => "a file name with * and ?, without /" + Placeholders(setting),
        SettingKind.FileName => "a name without /" + Placeholders(setting),
        SettingKind.RelativePath => "a relative path without . and .." + Placeholders(setting),
        SettingKind.TimeZone => "the IANA name of a time zone that this machine knows, for example America/New_York",
        SettingKind.Address => "an address that begins with https:// or http://",
        _ => "text that is not empty, on one line" + Placeholders(setting),
    };

    private static string Placeholders(SettingAttribute setting)
    {
        static string Join(string[] names) => string.Join(", ", names.Select(name => $"{{{name}}}"));
        return (setting.Needs, setting.Allows) switch
        {
            ({ Length: 0 }, { Length: 0 }) => "",
            ({ Length: 0 }, var may) => "; may hold " + Join(may),
            (var must, { Length: 0 }) => "; must hold " + Join(must),
            (var must, var may) => $"; must hold {Join(must)}, may hold {Join(may)}",
        };
    }

    private static string Range(SettingAttribute setting, Func<double, string> write) =>
        (double.IsFinite(setting.Min), double.IsFinite(setting.Max)) switch
        {
            (true, true) => $", from {write(setting.Min)} to {write(setting.Max)}",
            (true, false) => $", at least {write(setting.Min)}",
            (false, true) => $", at most {write(setting.Max)}",
            _ => "",
        };

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => DurationText.Write(TimeSpan.FromSeconds(seconds));
}

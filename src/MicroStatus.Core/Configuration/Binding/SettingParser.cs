using System.Globalization;

namespace MicroStatus.Configuration.Binding;

/// <summary>Reads one value of a setting from its text, and checks it.</summary>
/// <param name="paths">What relative paths are relative to.</param>
internal sealed class SettingParser(PathBase paths)
{
    /// <summary>Reads a value.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="text">One value's text.</param>
    /// <param name="value">The value, of the setting's item type.</param>
    /// <param name="reason">Why it is none, when there is more to say than what is allowed.</param>
    /// <returns>False when the text is not allowed.</returns>
    public bool TryParse(SettingDefinition setting, string text, out object? value, out string? reason)
    {
        reason = null;
        var type = setting.ItemType;
        if (type == typeof(string))
        {
            return new TextRules(setting, paths).TryCheck(text, out value, out reason);
        }

        value = type switch
        {
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type == typeof(int) => ReadInt(setting.Setting, text),
            _ when type == typeof(double) => ReadDouble(setting.Setting, text),
            _ when type == typeof(TimeSpan) => ReadDuration(setting.Setting, text),
            _ when type == typeof(TimeOnly) => ReadTimeOfDay(text),
            _ when type.IsEnum => ReadName(type, text),
            _ => throw new NotSupportedException($"Settings of type {type} are not read."),
        };
        return value is not null;
    }

    private static object? ReadInt(SettingAttribute setting, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Within(setting, number) ? number : null;

    private static object? ReadDouble(SettingAttribute setting, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Within(setting, number)
            ? number
            : null;

    private static object? ReadDuration(SettingAttribute setting, string text) =>
        DurationText.TryRead(text, out var duration) && Within(setting, duration.TotalSeconds) ? duration : null;

    private static object? ReadTimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    // By name alone: a number would be an accident of the order in the code.
    private static object? ReadName(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse(type, known) : null;

    private static bool Within(SettingAttribute setting, double number) => number >= setting.Min && number <= setting.Max;
}

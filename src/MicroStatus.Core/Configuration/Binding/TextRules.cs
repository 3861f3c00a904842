using System.Text.RegularExpressions;

namespace MicroStatus.Configuration.Binding;

/// <summary>What a text of each <see cref="SettingKind"/> must be.</summary>
/// <param name="setting">The setting.</param>
/// <param name="paths">What relative paths are relative to.</param>
internal sealed class TextRules(SettingDefinition setting, PathBase paths)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Checks a text and makes it what the setting holds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The text, a path made absolute.</param>
    /// <param name="reason">What is wrong with it, when there is more to say than what is allowed.</param>
    /// <returns>False when it is not allowed.</returns>
    public bool TryCheck(string text, out object? value, out string? reason)
    {
        value = text;
        reason = null;
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            return false;
        }

        switch (setting.Setting.Kind)
        {
            case SettingKind.Path:
                value = paths.MakeAbsolute(text);
                return !IsOtherHome(text);
            case SettingKind.Pattern:
                // Defaults are proven by a test; compiling them again in each cmdlet would only cost time.
                reason = setting.IsDefault(text) ? null : FaultOfPattern(text, setting.Setting.Needs);
                return reason is null;
            case SettingKind.Glob:
            case SettingKind.FileName:
                reason = FaultOfPlaceholders(text);
                return reason is null && !text.Contains('/', StringComparison.Ordinal) && text is not ("." or "..");
            case SettingKind.RelativePath:
                reason = FaultOfPlaceholders(text);
                return reason is null && text[0] is not ('/' or '~') && !text.Split('/').Any(part => part is "" or "." or "..");
            case SettingKind.TimeZone:
                return TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);
            case SettingKind.Address:
                return Uri.TryCreate(text, UriKind.Absolute, out var address) &&
                    (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
            default:
                reason = FaultOfPlaceholders(text);
                return reason is null;
        }
    }

    /// <summary>Checks a list as a whole, and makes a command's program absolute when it is a path.</summary>
    /// <param name="items">Its items, each checked.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? FaultOfList(string[] items)
    {
        if (setting.Setting.Kind == SettingKind.Command)
        {
            if (items.Length == 0)
            {
                return "no program";
            }

            items[0] = items[0].Contains('/', StringComparison.Ordinal) ? paths.MakeAbsolute(items[0]) : items[0];
        }

        return Missing(items.SelectMany(PlaceholdersOf));
    }

    private static bool IsOtherHome(string text) => text.Length > 1 && text[0] == '~' && text[1] != '/';

    private static string? FaultOfPattern(string text, string[] groups)
    {
        try
        {
            var known = new Regex(text, RegexOptions.None, MatchTimeout).GetGroupNames();
            return groups.Except(known, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing
                ? "without the group " + string.Join(", ", missing.Select(name => $"'{name}'"))
                : null;
        }
        catch (ArgumentException e)
        {
            return e.Message.ReplaceLineEndings(" ").TrimEnd('.');
        }
    }

    // {Name}, as a brace that holds letters and digits alone; any other brace is text.
    private static IEnumerable<string> PlaceholdersOf(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close > open + 1 && text[(open + 1)..close] is var name && name.All(char.IsAsciiLetterOrDigit))
            {
                yield return name;
            }
        }
    }

    private string? FaultOfPlaceholders(string text)
    {
        var known = setting.Setting.Needs.Concat(setting.Setting.Allows).ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var found = PlaceholdersOf(text).ToArray();
        if (found.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return $"{{{unknown}}} stands for nothing here";
        }

        return setting.Shape == SettingShape.Value ? Missing(found) : null;
    }

    private string? Missing(IEnumerable<string> found)
    {
        if (setting.Setting.Kind == SettingKind.Pattern)
        {
            return null;
        }

        return setting.Setting.Needs.Except(found, StringComparer.Ordinal).FirstOrDefault() is { } missing ? $"without {{{missing}}}" : null;
    }
}

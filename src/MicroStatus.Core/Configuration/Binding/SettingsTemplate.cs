using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroStatus.Configuration.Binding;

/// <summary>Writes the commented settings file with all defaults, from what the records say about each setting.</summary>
public static class SettingsTemplate
{
    // Patterns stay readable: only what JSON itself forbids is escaped.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The whole file; it reads back to exactly the defaults.</summary>
    /// <returns>JSON with comments.</returns>
    public static string Write()
    {
        var schema = SettingsSchema.Current;
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            // Settings of MicroStatus.
            //
            // Each value below is the default; a line that is left out has it too. Stronger than this file are, in this order:
            // microstatus.local.json beside it, a file .env beside it, and the environment (for example {{EnvironmentLayer.Prefix}}Rscm__QuietTime=600).
            // A list or an object of names given there replaces the one here as a whole. Get-StatusSettings shows what is in force.
            //
            // Secrets never stand here. They belong in the environment or in the file .env beside this one:

            """);
        foreach (var secret in schema.Settings.Where(setting => setting.Shape == SettingShape.Secret))
        {
            text.Append(CultureInfo.InvariantCulture, $"//   {secret.DisplayName,-28} {secret.Setting.Description}\n");
        }

        WriteSection(text, schema.Root, "");
        return text.Append('\n').ToString();
    }

    private static void WriteSection(StringBuilder text, SettingSection section, string indent)
    {
        var inner = indent + "  ";
        text.Append('{');
        var separator = "\n";
        foreach (var member in section.Members)
        {
            if (member is SettingSection child && child.Members.Any(m => m is not SettingDefinition { Shape: SettingShape.Secret }))
            {
                text.Append(CultureInfo.InvariantCulture, $"{separator}{inner}// {child.Description}\n{inner}\"{child.Property!.Name}\": ");
                WriteSection(text, child, inner);
                separator = ",\n\n";
            }
            else if (member is SettingDefinition { Shape: not SettingShape.Secret } setting)
            {
                text.Append(CultureInfo.InvariantCulture, $"{separator}{inner}// {setting.Setting.Description}\n");
                text.Append(CultureInfo.InvariantCulture, $"{inner}// Allowed: {AllowedText.Of(setting)}.\n");
                text.Append(CultureInfo.InvariantCulture, $"{inner}\"{setting.Property.Name}\": {Value(setting.Default, inner)}");
                separator = ",\n\n";
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{indent}}}");
    }

    private static string Value(object? value, string indent) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => Quote(text),
        TimeSpan duration => Quote(DurationText.Write(duration)),
        TimeOnly time => Quote(time.ToString("HH:mm", CultureInfo.InvariantCulture)),
        IReadOnlyDictionary<string, int> map => Lines('{', map.Select(entry => $"{Quote(entry.Key)}: {Value(entry.Value, indent)}"), '}', indent),
        IReadOnlyDictionary<string, string> map => Lines('{', map.Select(entry => $"{Quote(entry.Key)}: {Quote(entry.Value)}"), '}', indent),
        IEnumerable list => Lines('[', list.Cast<object>().Select(item => Value(item, indent)), ']', indent),
        _ => Quote(value.ToString()!),
    };

    private static string Lines(char open, IEnumerable<string> items, char close, string indent)
    {
        var all = items.ToArray();
        var inline = open + string.Join(", ", all) + close;
        return inline.Length <= 80 ? inline : $"{open}\n{indent}  {string.Join($",\n{indent}  ", all)}\n{indent}{close}";
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}

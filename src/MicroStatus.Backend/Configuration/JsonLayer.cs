using System.Text;
using Microsoft.Extensions.Configuration.Json;
using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Backend.Configuration;

/// <summary>Reads a settings file: JSON, with comments and trailing commas.</summary>
internal static class JsonLayer
{
    private const string Allowed = "a JSON object; comments and trailing commas may stand in it, and {} takes all defaults";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its values, or what is wrong with it; null when it isn't there.</returns>
    public static SettingsLayer? Read(string path)
    {
        if (SmallTextFile.Read(path, out var bytes) is { } fault)
        {
            return Broken(path, fault, 0);
        }

        return bytes is null ? null : Parse(path, bytes);
    }

    private static SettingsLayer Parse(string path, byte[] bytes)
    {
        if (string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes)))
        {
            return Broken(path, "an empty file", 0);
        }

        var outline = JsonOutline.Read(bytes);
        if (outline.Fault is { } fault)
        {
            return Broken(path, fault.Text, fault.Line);
        }

        var problems = outline.Repeated.Select(again => new SettingProblem(
            again.Path,
            FormattableString.Invariant($"the same name again (first on line {outline.LineOf(again.Path)})"),
            "each name once, in whatever case",
            new LayerValue(null, path, again.Line).Place));
        try
        {
            var values = new Dictionary<string, LayerValue>(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, text) in new JsonValues(bytes).Read())
            {
                values[key] = new LayerValue(text, path, outline.LineOf(key));
            }

            return new SettingsLayer(values, [.. problems], MayHoldSecrets: false);
        }
        catch (FormatException)
        {
            // Left over: a name with colons in it that says the same as names in each other.
            return Broken(path, "a name with ':' that is also given as names in each other", 0);
        }
    }

    private static SettingsLayer Broken(string path, string found, int line) => new(
        new Dictionary<string, LayerValue>(StringComparer.OrdinalIgnoreCase),
        [new SettingProblem("$", found, Allowed, new LayerValue(null, path, line).Place)],
        MayHoldSecrets: false);

    /// <summary>The file's values as Microsoft.Extensions.Configuration flattens them, without its file watcher.</summary>
    private sealed class JsonValues(byte[] json)
        : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = new MemoryStream(json) })
    {
        public IDictionary<string, string?> Read()
        {
            Load();
            return Data;
        }
    }
}

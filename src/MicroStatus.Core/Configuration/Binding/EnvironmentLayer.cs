namespace MicroStatus.Configuration.Binding;

/// <summary>Finds settings and secrets among environment variables.</summary>
public static class EnvironmentLayer
{
    /// <summary>What a variable that is a setting begins with; <c>__</c> stands between the names of its JSON path.</summary>
    public const string Prefix = "MICROSTATUS__";

    /// <summary>Makes a layer of variables.</summary>
    /// <param name="variables">Variables of a process or of a <c>.env</c> file.</param>
    /// <param name="sourceOf">How a variable's source is called.</param>
    /// <returns>The layer.</returns>
    public static SettingsLayer From(IReadOnlyDictionary<string, string> variables, Func<string, string> sourceOf)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(sourceOf);
        var values = new Dictionary<string, LayerValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in SettingsSchema.Current.Settings)
        {
            if (setting.Setting.Variable is { } name && variables.TryGetValue(name, out var text) && text.Length > 0)
            {
                values[setting.Path] = new LayerValue(text, sourceOf(name));
            }
        }

        foreach (var name in variables.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            values[name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = new LayerValue(variables[name], sourceOf(name));
        }

        return new SettingsLayer(values, [], MayHoldSecrets: true);
    }
}

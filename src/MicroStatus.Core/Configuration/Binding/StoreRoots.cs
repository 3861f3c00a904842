namespace MicroStatus.Configuration.Binding;

/// <summary>Paths that are not set follow the roots of the stores: naming the roots is enough to point everything at another lab.</summary>
internal static class StoreRoots
{
    private static readonly IReadOnlyList<string> Roots =
        [$"{nameof(StatusSettings.Storage)}:{nameof(StorageSettings.FastStore)}:{nameof(StoreSettings.Root)}", $"{nameof(StatusSettings.Storage)}:{nameof(StorageSettings.Hive)}:{nameof(StoreSettings.Root)}"];

    /// <summary>Puts defaults below a root's default below the root that is given.</summary>
    /// <param name="schema">All settings.</param>
    /// <param name="values">The values that are given; those that follow are added.</param>
    public static void Follow(SettingsSchema schema, IDictionary<SettingDefinition, BoundValue> values)
    {
        foreach (var path in Roots)
        {
            var root = schema.Find(path)!;
            if (values.TryGetValue(root, out var given) && given.Value is string place && !root.IsDefault(place))
            {
                Follow(schema, values, root, place.TrimEnd('/'));
            }
        }
    }

    private static void Follow(SettingsSchema schema, IDictionary<SettingDefinition, BoundValue> values, SettingDefinition root, string place)
    {
        var former = (string)root.Default! + "/";
        string Moved(string text) => text.StartsWith(former, StringComparison.Ordinal) ? $"{place}/{text[former.Length..]}" : text;
        foreach (var setting in schema.Settings)
        {
            object? moved = setting.Default switch
            {
                string text => Moved(text),
                IReadOnlyList<string> texts when texts.Any(text => text.StartsWith(former, StringComparison.Ordinal)) => texts.Select(Moved).ToArray(),
                var other => other,
            };
            if (!setting.IsDefault(moved))
            {
                _ = values.TryAdd(setting, new BoundValue(moved, SettingsSources.Below(root.Path)));
            }
        }
    }
}

using System.Collections;
using System.Globalization;

namespace MicroStatus.Configuration.Binding;

/// <summary>Reads one layer: each key to its setting, each text to its value, each mistake to a problem.</summary>
/// <param name="schema">The settings there are.</param>
/// <param name="paths">What relative paths are relative to.</param>
internal sealed class LayerReader(SettingsSchema schema, PathBase paths)
{
    // A file of nonsense shall not make an endless error.
    private const int MostUnknown = 100;

    private readonly SettingParser _parser = new(paths);

    /// <summary>Problems found so far.</summary>
    public List<SettingProblem> Problems { get; } = [];

    /// <summary>Reads a layer over what earlier ones gave.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="values">The values in force; changed.</param>
    public void Read(SettingsLayer layer, Dictionary<SettingDefinition, BoundValue> values)
    {
        Problems.AddRange(layer.Problems);
        var given = new Dictionary<SettingDefinition, List<GivenItem>>();
        var unknown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in layer.Values)
        {
            if (!layer.MayHoldSecrets && IsSecret(key, value))
            {
                continue;
            }

            if (Owner(key) is { } setting)
            {
                var items = given.TryGetValue(setting, out var known) ? known : given[setting] = [];
                items.Add(new GivenItem(key[setting.Path.Length..].TrimStart(':'), value));
            }
            else if (!schema.IsSection(key))
            {
                unknown.TryAdd(FirstUnknown(key), value.Place);
            }
            else if (value.Text is not null)
            {
                Problems.Add(new(key, FoundText.Of(value.Text), "an object with its settings", value.Place));
            }
        }

        foreach (var (setting, items) in given)
        {
            if (ReadSetting(setting, items, out var value))
            {
                values[setting] = new BoundValue(value, items[0].Value.Source);
            }
        }

        if (unknown.Count > 0)
        {
            AddUnknown(unknown);
        }
    }

    private void AddUnknown(Dictionary<string, string> unknown)
    {
        Problems.AddRange(unknown.Take(MostUnknown).Select(u =>
            new SettingProblem(u.Key, "an unknown setting", "a known one; the nearest is " + schema.Nearest(u.Key), u.Value)));
        if (unknown.Count > MostUnknown)
        {
            Problems.Add(new("$", FormattableString.Invariant($"{unknown.Count - MostUnknown} more unknown settings"), "known ones", unknown.Values.Last()));
        }
    }

    private bool IsSecret(string key, LayerValue value)
    {
        var owner = Owner(key);
        var secret = owner?.Shape == SettingShape.Secret ? owner : schema.FindVariable(key[(key.LastIndexOf(':') + 1)..]);
        if (secret is null || (owner is not null && owner.Shape != SettingShape.Secret))
        {
            return false;
        }

        var elsewhere = secret.Shape == SettingShape.Secret ? "" : $", or here as {secret.Path}";
        Problems.Add(new(
            key, $"a secret ({Secret.Mask})",
            $"nothing here: it belongs in the environment, or in a file .env beside the settings file, as {secret.Setting.Variable}{elsewhere}", value.Place));
        return true;
    }

    // The setting whose path a key is, or begins with.
    private SettingDefinition? Owner(string key)
    {
        for (var end = key.Length; end > 0; end = key.LastIndexOf(':', end - 1))
        {
            if (schema.Find(key[..end]) is { } setting)
            {
                return setting;
            }
        }

        return null;
    }

    private string FirstUnknown(string key)
    {
        for (var end = key.IndexOf(':', StringComparison.Ordinal); end > 0; end = key.IndexOf(':', end + 1))
        {
            if (!schema.IsSection(key[..end]))
            {
                return key[..end];
            }
        }

        return key;
    }

    private bool ReadSetting(SettingDefinition setting, List<GivenItem> items, out object? value)
    {
        value = null;
        return setting.Shape switch
        {
            SettingShape.List => ReadList(setting, items, out value),
            SettingShape.Map => ReadMap(setting, items, out value),
            _ when items.Any(item => item.Key.Length > 0) => Wrong(setting, items[0].Value, "an object or a list"),
            SettingShape.Secret => (value = items[0].Value.Text is { Length: > 0 } text ? new Secret(text) : null) is not null,
            _ when string.IsNullOrEmpty(items[0].Value.Text) && setting.Default is null => true,
            _ => ReadItem(setting, "", items[0].Value, out value),
        };
    }

    private bool ReadItem(SettingDefinition setting, string item, LayerValue given, out object? value)
    {
        value = null;
        string? reason = null;
        if (given.Text is not null && _parser.TryParse(setting, given.Text, out value, out reason))
        {
            return true;
        }

        var name = item.Length == 0 ? setting.Path : $"{setting.Path}:{item}";
        var found = FoundText.Of(given.Text) + (reason is null ? "" : $" ({reason})");
        Problems.Add(new(name, found, item.Length == 0 ? AllowedText.Of(setting) : AllowedText.OfItem(setting), given.Place));
        return false;
    }

    private bool ReadList(SettingDefinition setting, List<GivenItem> items, out object? value)
    {
        value = null;
        var first = items[0].Value;
        if (items is [{ Key: "", Value.Text: "" }])
        {
            items = [];
        }

        if (items.Find(item => item.Index is null) is { } wrong)
        {
            return Wrong(setting, wrong.Value, wrong.Key.Length == 0 ? FoundText.Of(wrong.Value.Text) : "an object");
        }

        items.Sort((left, right) => left.Index!.Value - right.Index!.Value);
        var list = Array.CreateInstance(setting.ItemType, items.Count);
        var good = true;
        var next = 0;
        foreach (var item in items)
        {
            good &= ReadItem(setting, item.Key, item.Value, out var read);
            list.SetValue(read, next++);
        }

        if (good && list is string[] texts && new TextRules(setting, paths).FaultOfList(texts) is { } fault)
        {
            return Wrong(setting, first, $"a list of {texts.Length.ToString(CultureInfo.InvariantCulture)} ({fault})");
        }

        value = list;
        return good;
    }

    private bool ReadMap(SettingDefinition setting, List<GivenItem> items, out object? value)
    {
        IDictionary map = setting.ItemType == typeof(int)
            ? new Dictionary<string, int>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        value = map;
        var good = true;
        foreach (var (key, item) in items)
        {
            if (key.Length == 0 && string.IsNullOrEmpty(item.Text) && items.Count == 1)
            {
                break;
            }

            if (key.Length == 0 || key.Contains(':', StringComparison.Ordinal))
            {
                return Wrong(setting, item, key.Length == 0 ? FoundText.Of(item.Text) : "an object or a list in " + FoundText.Of(key));
            }

            if (ReadItem(setting, key, item, out var read) && IsMessage(setting, key, item))
            {
                map[key] = read;
            }
            else
            {
                good = false;
            }
        }

        return good;
    }

    private bool IsMessage(SettingDefinition setting, string kind, LayerValue given)
    {
        var fault = setting.Setting.Kind == SettingKind.MessageText
            ? MessageTextRules.Check($"{setting.Path}:{kind}", kind, given.Text!, given.Place)
            : null;
        if (fault is not null)
        {
            Problems.Add(fault);
        }

        return fault is null;
    }

    private bool Wrong(SettingDefinition setting, LayerValue given, string found)
    {
        Problems.Add(new(setting.Path, found, AllowedText.Of(setting), given.Place));
        return false;
    }

    /// <summary>One key of a setting, below the setting's own path.</summary>
    private sealed record GivenItem(string Key, LayerValue Value)
    {
        public int? Index { get; } = int.TryParse(Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}

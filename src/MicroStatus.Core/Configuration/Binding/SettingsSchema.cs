using System.Reflection;

namespace MicroStatus.Configuration.Binding;

/// <summary>All settings there are, read from the records once.</summary>
internal sealed class SettingsSchema
{
    // A misspelt name longer than this is not compared in full.
    private const int LongestName = 80;

    private readonly Dictionary<string, SettingDefinition> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SettingSection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SettingDefinition> _secretNames = new(StringComparer.OrdinalIgnoreCase);

    private SettingsSchema()
    {
        Root = Read("", null, "", new StatusSettings());
        foreach (var setting in _settings.Values.Where(s => s.Setting.Variable is not null))
        {
            _secretNames[Bare(setting.Setting.Variable!)] = setting;
            if (setting.Shape == SettingShape.Secret)
            {
                _secretNames[setting.Property.Name] = setting;
            }
        }
    }

    /// <summary>The settings of this version.</summary>
    public static SettingsSchema Current { get; } = new();

    /// <summary>The whole.</summary>
    public SettingSection Root { get; }

    /// <summary>Every setting, in the order of the file.</summary>
    public IReadOnlyCollection<SettingDefinition> Settings => _settings.Values;

    /// <summary>Finds a setting, in any case.</summary>
    /// <param name="path">Its JSON path.</param>
    /// <returns>The setting, or null.</returns>
    public SettingDefinition? Find(string path) => _settings.GetValueOrDefault(path);

    /// <summary>True when a path names a section.</summary>
    /// <param name="path">A JSON path.</param>
    /// <returns>True for a section.</returns>
    public bool IsSection(string path) => _sections.ContainsKey(path);

    /// <summary>The setting that a name stands for which belongs in the environment, with or without underscores.</summary>
    /// <param name="name">The last part of a JSON path.</param>
    /// <returns>The setting, or null.</returns>
    public SettingDefinition? FindVariable(string name) => _secretNames.GetValueOrDefault(Bare(name));

    /// <summary>The known path that is nearest to an unknown one: a slip of the pen, or the right name in the wrong section.</summary>
    /// <param name="path">An unknown JSON path.</param>
    /// <returns>A known path.</returns>
    public string Nearest(string path)
    {
        var unknown = path.Length > LongestName ? path[^LongestName..] : path;
        var name = NameOf(unknown);
        return _settings.Values.Where(s => s.Shape != SettingShape.Secret).Select(s => s.Path).Concat(_sections.Keys)
            .Where(known => known.Length > 0)
            .MinBy(known =>
            {
                var whole = EditDistance.Between(unknown, known);
                return (Math.Min(whole, EditDistance.Between(name, NameOf(known)) + 1), whole);
            })!;
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string NameOf(string path) => path[(path.LastIndexOf(':') + 1)..];

    private SettingSection Read(string path, PropertyInfo? property, string description, object defaults)
    {
        var members = new List<object>();
        var section = new SettingSection(path, property, description, defaults, members);
        _sections[path] = section;
        foreach (var member in defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (member.GetCustomAttribute<SettingAttribute>() is not { } setting)
            {
                continue;
            }

            var memberPath = path.Length == 0 ? member.Name : $"{path}:{member.Name}";
            var value = member.GetValue(defaults);
            if (IsRecordOfSettings(member.PropertyType))
            {
                members.Add(Read(memberPath, member, setting.Description, value!));
            }
            else
            {
                var definition = new SettingDefinition(memberPath, member, setting, value);
                _settings[memberPath] = definition;
                members.Add(definition);
            }
        }

        return section;
    }

    private static bool IsRecordOfSettings(Type type) =>
        type.IsClass && type.Assembly == typeof(StatusSettings).Assembly && type != typeof(Secret);
}

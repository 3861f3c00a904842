using System.Reflection;

namespace MicroStatus.Configuration.Binding;

/// <summary>A record of settings, with the records in it.</summary>
/// <param name="Path">Its JSON path; empty for the whole.</param>
/// <param name="Property">The property of the record above; null for the whole.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Defaults">The record with all defaults.</param>
/// <param name="Members">Its settings (<see cref="SettingDefinition"/>) and sections (<see cref="SettingSection"/>), in their order.</param>
internal sealed record SettingSection(
    string Path, PropertyInfo? Property, string Description, object Defaults, IReadOnlyList<object> Members)
{
    private static readonly MethodInfo Copying =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The record with values in place of defaults.</summary>
    /// <param name="values">The values that are given.</param>
    /// <returns>The defaults themselves when nothing differs.</returns>
    public object Build(IReadOnlyDictionary<SettingDefinition, BoundValue> values)
    {
        var copy = Defaults;
        void Set(PropertyInfo property, object? value)
        {
            copy = ReferenceEquals(copy, Defaults) ? Copying.Invoke(Defaults, null)! : copy;
            property.SetValue(copy, value);
        }

        foreach (var member in Members)
        {
            if (member is SettingSection section)
            {
                var built = section.Build(values);
                if (!ReferenceEquals(built, section.Defaults))
                {
                    Set(section.Property!, built);
                }
            }
            else if (member is SettingDefinition setting && values.TryGetValue(setting, out var given) && !setting.IsDefault(given.Value))
            {
                Set(setting.Property, given.Value);
            }
        }

        return copy;
    }
}

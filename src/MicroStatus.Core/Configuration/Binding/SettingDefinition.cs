using System.Reflection;

namespace MicroStatus.Configuration.Binding;

/// <summary>One setting as the records define it.</summary>
internal sealed class SettingDefinition
{
    /// <summary>Reads a definition from a property.</summary>
    /// <param name="path">The setting's JSON path.</param>
    /// <param name="property">The property.</param>
    /// <param name="setting">What it means and allows.</param>
    /// <param name="defaultValue">Its default.</param>
    public SettingDefinition(string path, PropertyInfo property, SettingAttribute setting, object? defaultValue)
    {
        Path = path;
        Property = property;
        Setting = setting;
        Default = defaultValue;
        var type = property.PropertyType;
        Shape = ShapeOf(type);
        ItemType = Shape switch
        {
            SettingShape.List => type.GetGenericArguments()[0],
            SettingShape.Map => type.GetGenericArguments()[1],
            _ => Nullable.GetUnderlyingType(type) ?? type,
        };
    }

    /// <summary>The JSON path, for example <c>Rscm:QuietTime</c>.</summary>
    public string Path { get; }

    /// <summary>The property of its record.</summary>
    public PropertyInfo Property { get; }

    /// <summary>What it means and allows.</summary>
    public SettingAttribute Setting { get; }

    /// <summary>Its default; null means that it may be unset.</summary>
    public object? Default { get; }

    /// <summary>How many values it holds.</summary>
    public SettingShape Shape { get; }

    /// <summary>Type of one value.</summary>
    public Type ItemType { get; }

    /// <summary>What it is shown as: its JSON path, or the only variable that can set it.</summary>
    public string DisplayName => Shape == SettingShape.Secret ? Setting.Variable! : Path;

    /// <summary>True when a default value is the same as another.</summary>
    /// <param name="value">A value of this setting.</param>
    /// <returns>True when nothing has to be set.</returns>
    public bool IsDefault(object? value) => (Default, value) switch
    {
        (IReadOnlyList<string> left, IReadOnlyList<string> right) => left.SequenceEqual(right, StringComparer.Ordinal),
        _ => Equals(Default, value),
    };

    private static SettingShape ShapeOf(Type type)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return type == typeof(Secret) ? SettingShape.Secret
            : generic == typeof(IReadOnlyList<>) ? SettingShape.List
            : generic == typeof(IReadOnlyDictionary<,>) ? SettingShape.Map
            : SettingShape.Value;
    }
}

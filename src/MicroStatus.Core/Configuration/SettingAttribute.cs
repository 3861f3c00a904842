namespace MicroStatus.Configuration;

/// <summary>Says what a setting means and allows: the one source for validation, the commented file and the help.</summary>
/// <param name="description">A sentence for a person, with the unit.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>A sentence for a person, with the unit.</summary>
    public string Description => description;

    /// <summary>Smallest number allowed; for a duration in seconds.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number allowed; for a duration in seconds.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>What kind of text it is.</summary>
    public SettingKind Kind { get; init; }

    /// <summary>What the text must hold: named groups of a pattern, <c>{placeholders}</c> of any other text.</summary>
    public string[] Needs { get; init; } = [];

    /// <summary>Further <c>{placeholders}</c> that the text may hold; any other one is a mistake.</summary>
    public string[] Allows { get; init; } = [];

    /// <summary>An environment variable that sets it too; for a secret, the only way.</summary>
    public string? Variable { get; init; }
}

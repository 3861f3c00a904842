namespace MicroStatus.Configuration.Binding;

/// <summary>A setting's value, read and checked.</summary>
/// <param name="Value">The value, of the property's type.</param>
/// <param name="Source">Where it came from.</param>
internal sealed record BoundValue(object? Value, string Source);

using System.Diagnostics;
using System.Text.Json.Serialization;

namespace MicroStatus.Configuration;

/// <summary>A secret that prints as <c>***</c> everywhere: in text, records, JSON, the debugger and PowerShell.</summary>
/// <remarks>It has no property, so that nothing which walks properties finds the value.</remarks>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(SecretJsonConverter))]
public sealed class Secret
{
    /// <summary>What is shown instead of a secret.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret.</param>
    /// <exception cref="ArgumentException">It is empty: an empty secret is no secret.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The secret itself. The only way to it: ask where it is used, and never keep, show or log the answer.</summary>
    /// <returns>The value in clear.</returns>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => Mask;
}

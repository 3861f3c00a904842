namespace MicroStatus.Configuration;

/// <summary>One setting as it is in force.</summary>
/// <param name="Name">Its JSON path, for example <c>Rscm:QuietTime</c>.</param>
/// <param name="Value">Its value; a secret is <c>***</c>.</param>
/// <param name="Default">The value of lab.md.</param>
/// <param name="Source">Where the value came from: <c>default</c>, a file, or an environment variable.</param>
/// <param name="Description">What it means.</param>
public sealed record EffectiveSetting(string Name, object? Value, object? Default, string Source, string Description);

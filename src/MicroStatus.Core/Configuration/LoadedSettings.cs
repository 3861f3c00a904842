namespace MicroStatus.Configuration;

/// <summary>Settings as they are in force, and where each came from.</summary>
/// <param name="Path">The settings file.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Effective">Each setting with its source, in the order of the file.</param>
public sealed record LoadedSettings(string Path, StatusSettings Settings, IReadOnlyList<EffectiveSetting> Effective);

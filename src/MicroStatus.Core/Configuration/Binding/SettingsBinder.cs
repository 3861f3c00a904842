namespace MicroStatus.Configuration.Binding;

/// <summary>Makes settings of what files and the environment give, or says everything that is wrong with it.</summary>
public static class SettingsBinder
{
    /// <summary>Binds layers over the defaults.</summary>
    /// <param name="settingsFile">The settings file, absolute.</param>
    /// <param name="home">What <c>~</c> stands for.</param>
    /// <param name="layers">The layers, the strongest last.</param>
    /// <returns>The settings in force.</returns>
    /// <exception cref="StatusException"><c>SettingsInvalid</c>: lists every problem; its target is the list of <see cref="SettingProblem"/>.</exception>
    public static LoadedSettings Bind(string settingsFile, string home, IReadOnlyList<SettingsLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var schema = SettingsSchema.Current;
        var reader = new LayerReader(schema, new PathBase(Path.GetDirectoryName(settingsFile)!, home));
        var values = new Dictionary<SettingDefinition, BoundValue>();
        foreach (var layer in layers)
        {
            reader.Read(layer, values);
        }

        StoreRoots.Follow(schema, values);
        var settings = (StatusSettings)schema.Root.Build(values);
        var effective = schema.Settings.Select(setting => Effective(setting, values)).ToArray();
        var problems = reader.Problems;
        problems.AddRange(SettingsRules.Check(settings, effective, problems));
        return problems.Count == 0 ? new LoadedSettings(settingsFile, settings, effective) : throw Invalid(settingsFile, problems);
    }

    private static EffectiveSetting Effective(SettingDefinition setting, Dictionary<SettingDefinition, BoundValue> values)
    {
        var given = values.GetValueOrDefault(setting) ?? new BoundValue(setting.Default, SettingsSources.Default);
        var value = given.Value is Secret ? Secret.Mask : given.Value;
        return new EffectiveSetting(setting.DisplayName, value, setting.Default, given.Source, setting.Setting.Description);
    }

    private static StatusException Invalid(string settingsFile, List<SettingProblem> problems) => new(
        "SettingsInvalid",
        StatusErrorCategory.InvalidData,
        FormattableString.Invariant($"The settings of {settingsFile} have {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:") +
            string.Concat(problems.Select(problem => $"\n  {problem}")) + "\n",
        "Correct what is listed; New-StatusSettings writes a commented file with all defaults to compare with.",
        problems);
}

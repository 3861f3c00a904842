namespace MicroStatus.Configuration.Binding;

/// <summary>What one source gives: a file, or the environment. A later layer overrides an earlier one, setting by setting; a list or map as a whole.</summary>
/// <param name="Values">Values by JSON path, <c>:</c> between the names; items of a list are numbered from 0.</param>
/// <param name="Problems">What was wrong with the source itself.</param>
/// <param name="MayHoldSecrets">True for the environment and <c>.env</c>.</param>
public sealed record SettingsLayer(
    IReadOnlyDictionary<string, LayerValue> Values, IReadOnlyList<SettingProblem> Problems, bool MayHoldSecrets);

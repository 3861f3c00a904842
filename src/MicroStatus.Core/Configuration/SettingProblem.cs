namespace MicroStatus.Configuration;

/// <summary>Something wrong in the settings: where, what was found, what is allowed.</summary>
/// <param name="Name">The JSON path, for example <c>Rscm:QuietTime</c>; <c>$</c> for a file as a whole.</param>
/// <param name="Found">What was found; a secret is <c>***</c>.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Source">The file and line, or the environment variable.</param>
public sealed record SettingProblem(string Name, string Found, string Allowed, string Source)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Source}): found {Found}; allowed: {Allowed}.";
}

namespace MicroStatus.Shell;

/// <summary>Finds the module that belongs to the program.</summary>
internal static class ModuleLocator
{
    /// <summary>The environment variable that names the module's folder.</summary>
    public const string Variable = "MICROSTATUS_MODULE";

    private const string ManifestName = "MicroStatus.psd1";

    /// <summary>Finds the module's manifest: where the variable says, beside the program, or in <c>out/</c> of a source tree above it.</summary>
    /// <param name="programFolder">The folder of the program.</param>
    /// <param name="fromEnvironment">The variable's value, or null.</param>
    /// <returns>The manifest, or null and every place looked at.</returns>
    public static (string? Manifest, IReadOnlyList<string> LookedAt) Find(string programFolder, string? fromEnvironment)
    {
        IReadOnlyList<string> places = [.. Places(programFolder, fromEnvironment)];
        return (places.FirstOrDefault(File.Exists), places);
    }

    private static IEnumerable<string> Places(string programFolder, string? fromEnvironment)
    {
        if (!string.IsNullOrEmpty(fromEnvironment))
        {
            // A person who names a folder wants that one, not the next best.
            yield return Path.Join(Path.GetFullPath(fromEnvironment), ManifestName);
            yield break;
        }

        yield return Path.Join(programFolder, "MicroStatus", ManifestName);
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            yield return Path.Join(folder.FullName, "out", "MicroStatus", ManifestName);
        }
    }
}

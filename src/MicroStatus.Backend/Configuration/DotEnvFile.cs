using dotenv.net;
using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Backend.Configuration;

/// <summary>Reads a <c>.env</c> file. The environment of the process stays as it is.</summary>
internal static class DotEnvFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it sets, or what is wrong with it; null when it isn't there.</returns>
    public static SettingsLayer? Read(string path)
    {
        if (SmallTextFile.Read(path, out var bytes) is { } fault)
        {
            return Broken(path, fault);
        }

        if (bytes is null)
        {
            return null;
        }

        try
        {
            using var stream = new MemoryStream(bytes);
            var variables = DotEnv.Fluent().WithExceptions().WithTrimValues().WithSupportExportSyntax().WithEnvStreams(stream).Read();
            return EnvironmentLayer.From(new Dictionary<string, string>(variables, StringComparer.Ordinal), _ => path);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // The parser's own words may quote a secret.
            return Broken(path, "text that isn't a list of variables");
        }
    }

    private static SettingsLayer Broken(string path, string found) => new(
        new Dictionary<string, LayerValue>(StringComparer.OrdinalIgnoreCase),
        [new SettingProblem("$", found, "lines NAME=value, with quotes that close", path)],
        MayHoldSecrets: true);
}

using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Python's tifffile as a child process, which takes its own time, without the start of the interpreter.</summary>
internal static class Tifffile
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Runs a script with tifffile.</summary>
    /// <param name="script">The script; it prints seconds, or nothing.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The seconds; 0 when it prints none.</returns>
    public static double Run(string script, params string[] arguments)
    {
        // Debian's own, which has Debian's tifffile.
        var output = Programs.Run("/usr/bin/python3", ["-c", script, .. arguments], NoVariables).Output;
        return output.Length == 0 ? 0 : double.Parse(output, CultureInfo.InvariantCulture);
    }
}

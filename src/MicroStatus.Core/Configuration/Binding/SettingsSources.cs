namespace MicroStatus.Configuration.Binding;

/// <summary>How the source of a value that is in no file is called.</summary>
public static class SettingsSources
{
    /// <summary>The value is lab.md's.</summary>
    public const string Default = "default";

    /// <summary>The value is an environment variable's.</summary>
    /// <param name="variable">The variable.</param>
    /// <returns><c>environment NAME</c>.</returns>
    public static string Environment(string variable) => "environment " + variable;

    /// <summary>The value is lab.md's, put below the root of a store that is set.</summary>
    /// <param name="root">The setting that names the root.</param>
    /// <returns><c>below NAME</c>.</returns>
    public static string Below(string root) => "below " + root;
}

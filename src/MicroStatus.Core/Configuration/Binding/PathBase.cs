namespace MicroStatus.Configuration.Binding;

/// <summary>What relative paths in settings are relative to.</summary>
/// <param name="Folder">The settings file's folder, absolute.</param>
/// <param name="Home">What <c>~</c> stands for.</param>
public sealed record PathBase(string Folder, string Home)
{
    /// <summary>Makes a path absolute and plain: no <c>~</c>, no <c>..</c>, no slash at the end.</summary>
    /// <param name="path">A path without NUL.</param>
    /// <returns>The absolute path.</returns>
    public string MakeAbsolute(string path)
    {
        if (path is "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Path.Join(Home, path[1..]);
        }

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Folder));
    }
}

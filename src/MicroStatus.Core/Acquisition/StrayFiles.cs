using System.IO.Enumeration;

namespace MicroStatus.Acquisition;

/// <summary>Files that never count, wherever they lie: <c>Thumbs.db</c>, <c>.DS_Store</c>, temporary files.</summary>
/// <param name="globs">Their names, with <c>*</c> and <c>?</c>.</param>
public sealed class StrayFiles(IReadOnlyList<string> globs)
{
    /// <summary>Whether a file is one of them.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>True when it does not count.</returns>
    public bool Match(string name)
    {
        foreach (var glob in globs)
        {
            if (FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}

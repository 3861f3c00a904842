using System.Globalization;
using System.IO.Enumeration;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Rscm;

/// <summary>How files of the stitching queue are called (lab.md §3).</summary>
/// <param name="settings">The queue.</param>
internal sealed class QueueFileNames(StitchingSettings settings)
{
    // Not a queue file to the cluster: what is under this name is ours until it is written anew.
    private const string ClaimEnding = ".renaming";

    /// <summary>The name under which a file is ours while it is written anew.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The claim's name.</returns>
    public static string Claim(string name) => name + ClaimEnding;

    /// <summary>Whether a file is claimed.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>True when it is.</returns>
    public static bool IsClaim(string name) => name.EndsWith(ClaimEnding, StringComparison.Ordinal);

    /// <summary>The beginning of the names of a dataset's files.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>For example <c>00012</c>.</returns>
    public static string Id5(long id) => id.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>Whose file it is, whoever wrote it.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The dataset's id; null when the name begins with none.</returns>
    public static long? IdOf(string name)
    {
        var end = name.IndexOf('_', StringComparison.Ordinal);
        return end > 0
            && long.TryParse(name.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && name.StartsWith(Id5(id) + "_", StringComparison.Ordinal)
                ? id
                : null;
    }

    /// <summary>Whether the cluster takes a file for one of its queue.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>True when it does.</returns>
    public bool IsQueueFile(string name) => FileSystemName.MatchesSimpleExpression(settings.QueueFiles, name, ignoreCase: true);
}

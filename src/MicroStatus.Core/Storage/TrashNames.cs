using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Names of trash entries (lab.md §9), read by the same template that makes them. Pure.</summary>
public sealed class TrashNames
{
    private const string SampleTime = "00000000000000";

    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["{RelativePath}"] = @"(?<path>[\s\S]+)",
        ["{Kind}"] = $"(?<kind>{TrashKind.Moved}|{TrashKind.Cleanup}|{TrashKind.Channel})",
        ["{Id5}"] = @"(?<id>\d{5,18})",
        ["{Time}"] = @"(?<time>\d{14})",
    };

    private readonly string _template;
    private readonly Regex _entry;

    /// <summary>Prepares the rules.</summary>
    /// <param name="settings">The template.</param>
    public TrashNames(TrashSettings settings)
    {
        _template = settings.EntryName;
        var pattern = new StringBuilder();
        foreach (var part in Regex.Split(_template, @"(?<part>\{\w+\})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
        {
            pattern.Append(Groups.TryGetValue(part, out var group) ? group : Regex.Escape(part));
        }

        _entry = SettingPattern.CompileWhole(pattern.ToString());
    }

    /// <summary>Reads an entry's path.</summary>
    /// <param name="relativePath">The entry's path below the trash folder.</param>
    /// <returns>Where it was, its kind and its dataset; null when the name is none of ours.</returns>
    public (string RelativePath, string Kind, long Id)? Read(string relativePath) =>
        _entry.Match(relativePath) is { Success: true } match
            ? (match.Groups["path"].Value, match.Groups["kind"].Value, long.Parse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The path of an entry that is to be made.</summary>
    /// <param name="relativePath">Where it was, below the acquisitions.</param>
    /// <param name="kind">One of <see cref="TrashKind"/>.</param>
    /// <param name="id">The dataset.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The entry's path below the trash folder.</returns>
    public string PathOf(string relativePath, string kind, long id, DateTimeOffset now) =>
        Fill(relativePath, kind, id, now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));

    /// <summary>The folder below the trash folder in which entries of a moved dataset lie.</summary>
    /// <param name="relativePath">The dataset's path below the acquisitions.</param>
    /// <param name="id">Its id.</param>
    /// <returns>The folder; empty for the trash folder itself.</returns>
    public string FolderOf(string relativePath, long id) =>
        Path.GetDirectoryName(Fill(relativePath, TrashKind.Moved, id, SampleTime)) ?? string.Empty;

    private string Fill(string relativePath, string kind, long id, string time) => _template
        .Replace("{Kind}", kind, StringComparison.Ordinal)
        .Replace("{Id5}", id.ToString("D5", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{Time}", time, StringComparison.Ordinal)
        .Replace("{RelativePath}", relativePath, StringComparison.Ordinal);
}

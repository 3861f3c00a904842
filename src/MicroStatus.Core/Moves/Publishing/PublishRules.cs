using System.Text.RegularExpressions;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Moves.Publishing;

/// <summary>Which datasets are published, and where their Imaris files go (lab.md §8). Pure.</summary>
public sealed class PublishRules
{
    private readonly PublishSettings _settings;
    private readonly string _defaultClNumber;
    private readonly Regex _pi;

    /// <summary>Prepares the rules.</summary>
    /// <param name="settings">Templates and patterns.</param>
    /// <param name="defaultClNumber">The CL number of a dataset that has none.</param>
    public PublishRules(PublishSettings settings, string defaultClNumber)
    {
        _settings = settings;
        _defaultClNumber = defaultClNumber;
        _pi = SettingPattern.CompileWhole(settings.PiPattern);
    }

    /// <summary>Why a dataset's Imaris file is not published, as far as its row tells.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="where">What its paths say.</param>
    /// <returns>A sentence for each reason; none when the row speaks for it.</returns>
    public IReadOnlyList<string> Reasons(Dataset row, Whereabouts where)
    {
        var reasons = new List<string>();
        Add(where.IsDemo, "It is a demo dataset, which is never touched.");
        Add(row.Public, "It is published already.");
        Add(row.Paused, "It is paused.");
        Add(row.Moving, "It is being moved.");
        Add(!row.Moved && !row.Moving, "It is not moved to Hive yet.");
        Add(row.Moved && where.HivePath is not { Kind: StorePathKind.OnHive, RelativePath: not null }, "Its row does not tell a folder below the acquisitions on Hive.");
        if (FitsPi(row))
        {
            Add(Place(row) is null, "Its PI, CL number or name cannot be a folder's name.");
        }
        else
        {
            reasons.Add(string.IsNullOrEmpty(row.Pi) ? "It has no PI." : $"Its PI's name, {row.Pi}, does not have the form lastname-f.");
        }

        return reasons;

        void Add(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>Whether the name of a dataset's PI has the form of those whose files are published.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>True when it has.</returns>
    public bool FitsPi(Dataset row) => !string.IsNullOrEmpty(row.Pi) && _pi.IsMatch(row.Pi);

    /// <summary>Where a dataset's Imaris file goes.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The place; null when one of the names cannot be a folder's: nothing is ever published outside the root.</returns>
    public PublishPlace? Place(Dataset row)
    {
        var clNumber = string.IsNullOrEmpty(row.ClNumber) ? _defaultClNumber : row.ClNumber;
        if (!IsFolderName(row.Pi) || !IsFolderName(clNumber) || !IsFolderName(row.Name))
        {
            return null;
        }

        var segments = _settings.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var ofPi = Array.FindIndex(segments, segment => segment.Contains("{Pi}", StringComparison.Ordinal));
        var names = segments.Select(segment => segment
            .Replace("{Name}", row.Name, StringComparison.Ordinal)
            .Replace("{ClNumber}", clNumber, StringComparison.Ordinal)
            .Replace("{Pi}", row.Pi, StringComparison.Ordinal)).ToList();
        var root = Path.TrimEndingDirectorySeparator(_settings.Root);
        return ofPi < 0 || !names.TrueForAll(IsFolderName)
            ? null
            : new PublishPlace($"{root}/{string.Join('/', names.Take(ofPi + 1))}", $"{root}/{string.Join('/', names)}");
    }

    private static bool IsFolderName(string? name) => name is not (null or "" or "." or "..") && name.AsSpan().IndexOfAny('/', '\0') < 0;
}

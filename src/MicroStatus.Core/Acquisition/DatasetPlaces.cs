using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition;

/// <summary>Reads PI, CL number and kind off a dataset's path (lab.md §2). Pure.</summary>
public sealed class DatasetPlaces
{
    private readonly DiscoverySettings _settings;
    private readonly Regex _pi;
    private readonly Regex _clNumber;
    private readonly Regex _demo;

    /// <summary>Prepares the rules.</summary>
    /// <param name="settings">The rules' patterns and words.</param>
    public DatasetPlaces(DiscoverySettings settings)
    {
        _settings = settings;
        _pi = SettingPattern.CompileWhole(settings.PiPattern);
        _clNumber = SettingPattern.CompileWhole(settings.ClNumberPattern, ignoreCase: true);
        // A word, or a part between separators: nothing that is a letter or a digit may touch it.
        var words = string.Join('|', settings.DemoWords.Select(Regex.Escape));
        _demo = SettingPattern.Compile(words.Length == 0 ? @"(?!)" : $@"(?i)(?<![\p{{L}}\p{{M}}\d])(?:{words})(?![\p{{L}}\p{{M}}\d])");
    }

    /// <summary>Reads a path.</summary>
    /// <param name="relativePath">The path below the modality folder, for example <c>klimstra-w/5CL18/8257_try2_stack1</c>.</param>
    /// <returns>What it says.</returns>
    public DatasetPlace Read(string relativePath)
    {
        var segments = relativePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = segments[^1];
        var above = segments[..^1];
        var pi = above.Length > 0 && _pi.IsMatch(above[0]) && !_clNumber.IsMatch(above[0]) ? above[0] : null;
        var clNumber = above.Skip(pi is null ? 0 : 1).FirstOrDefault(segment => _clNumber.IsMatch(segment));
        return new DatasetPlace(name, pi, clNumber ?? _settings.DefaultClNumber, _demo.IsMatch(relativePath), IsBrain(pi));
    }

    private bool IsBrain(string? pi)
    {
        if (pi is null)
        {
            return false;
        }

        var family = pi.Length > 2 && pi[^2] == '-' && char.IsLetter(pi[^1]) ? pi[..^2] : pi;
        return _settings.BrainDataProducers.Contains(family, StringComparer.OrdinalIgnoreCase);
    }
}

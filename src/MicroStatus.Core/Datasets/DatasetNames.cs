using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Datasets;

/// <summary>What a person may type as the name of a dataset, a PI or a CL number (lab.md §2). Pure.</summary>
public sealed class DatasetNames
{
    private readonly DiscoverySettings _settings;
    private readonly Regex _pi;
    private readonly Regex _clNumber;

    /// <summary>Prepares the rules.</summary>
    /// <param name="settings">The lab's patterns.</param>
    public DatasetNames(DiscoverySettings settings)
    {
        _settings = settings;
        _pi = SettingPattern.CompileWhole(settings.PiPattern);
        _clNumber = SettingPattern.CompileWhole(settings.ClNumberPattern, ignoreCase: true);
    }

    /// <summary>What is wrong with a dataset's name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? FaultOfName(string name) => name switch
    {
        _ when string.IsNullOrWhiteSpace(name) => "A dataset's name is not empty.",
        "." or ".." => $"'{name}' is no name.",
        _ when name.Contains('/', StringComparison.Ordinal) => $"A name holds no '/': '{name}' is a path.",
        _ when name.Any(char.IsControl) => "A name holds no control characters.",
        _ => null,
    };

    /// <summary>What is wrong with the name of a PI that is not recorded yet.</summary>
    /// <param name="pi">The name.</param>
    /// <returns>A sentence, or null.</returns>
    public string? FaultOfPi(string pi) => (string.IsNullOrWhiteSpace(pi), _clNumber.IsMatch(pi), _pi.IsMatch(pi)) switch
    {
        (true, _, _) => "A PI's name is not blank.",
        (_, true, _) => $"'{pi}' is a CL number, not a PI.",
        (_, _, false) => $"'{pi}' does not match what PIs are called here ({_settings.PiPattern}).",
        _ => null,
    };

    /// <summary>What is wrong with a CL number.</summary>
    /// <param name="clNumber">The CL number.</param>
    /// <returns>A sentence, or null.</returns>
    public string? FaultOfClNumber(string clNumber) =>
        _clNumber.IsMatch(clNumber) ? null : $"'{clNumber}' does not match what CL numbers look like ({_settings.ClNumberPattern}).";
}

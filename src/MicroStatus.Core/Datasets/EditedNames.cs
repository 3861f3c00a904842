using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Datasets;

/// <summary>Names that a person wants a dataset to have, checked against the lab's rules and against what is recorded.</summary>
/// <param name="settings">The lab's patterns.</param>
/// <param name="database">The PIs and CL numbers that there are.</param>
public sealed class EditedNames(DiscoverySettings settings, IDatasetDatabase database)
{
    private readonly DatasetNames _rules = new(settings);

    /// <summary>A dataset's new name.</summary>
    /// <param name="typed">What was typed, or null.</param>
    /// <returns>The same.</returns>
    /// <exception cref="StatusException"><c>DatasetNameInvalid</c>.</exception>
    public static string? Name(string? typed) => typed is null || DatasetNames.FaultOfName(typed) is not { } fault
        ? typed
        : throw new StatusException("DatasetNameInvalid", StatusErrorCategory.InvalidData, fault, "Give the name that the dataset's folder has.", typed);

    /// <summary>A PI's name.</summary>
    /// <param name="typed">What was typed; empty for none, or null.</param>
    /// <param name="force">A PI that is not recorded yet will be.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The name as it is recorded, whatever the case it was typed in.</returns>
    /// <exception cref="StatusException"><c>PiInvalid</c>: no name for a PI; <c>PiNotFound</c>: there is none of that name, and no force.</exception>
    public string? Pi(string? typed, bool force, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return typed;
        }

        var known = database.FindPis(new PiFilter(), cancellationToken).Select(pi => pi.Pi).ToList();
        if (AsRecorded(typed, known) is { } recorded)
        {
            return recorded;
        }

        if (_rules.FaultOfPi(typed) is { } fault)
        {
            throw new StatusException(
                "PiInvalid", StatusErrorCategory.InvalidData, fault, "Get-Pi shows the PIs that there are; Discovery:PiPattern is what new ones are called.", typed);
        }

        return force
            ? typed
            : throw new StatusException(
                "PiNotFound",
                StatusErrorCategory.NotFound,
                $"There is no PI '{typed}' yet.{NearNames.Question(typed, known)}",
                "Correct the name (Get-Pi shows all), or use -Force to record a new PI.",
                typed);
    }

    /// <summary>A CL number; one that is new and looks like one will be recorded.</summary>
    /// <param name="typed">What was typed, or null.</param>
    /// <param name="force">It may look otherwise.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The CL number as it is recorded, whatever the case it was typed in.</returns>
    /// <exception cref="StatusException"><c>ClNumberInvalid</c>: it does not look like one, and no force.</exception>
    public string? ClNumber(string? typed, bool force, CancellationToken cancellationToken)
    {
        if (typed is null)
        {
            return null;
        }

        if (!force && _rules.FaultOfClNumber(typed) is { } fault)
        {
            throw new StatusException(
                "ClNumberInvalid", StatusErrorCategory.InvalidData, fault, "Correct it, for example 5CL18, or use -Force to record it as it is.", typed);
        }

        var known = database.FindClNumbers(new ClNumberFilter(), cancellationToken).Select(clNumber => clNumber.ClNumber).ToList();
        return AsRecorded(typed, known) ?? typed;
    }

    // Composed and decomposed letters are one, as everywhere names are compared.
    private static string? AsRecorded(string typed, List<string> known) => known.Contains(typed, StringComparer.Ordinal)
        ? typed
        : known.Find(name => CultureInfo.InvariantCulture.CompareInfo.Compare(typed, name, CompareOptions.IgnoreCase) == 0);
}

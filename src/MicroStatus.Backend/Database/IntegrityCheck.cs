using System.Text.RegularExpressions;

namespace MicroStatus.Backend.Database;

/// <summary>SQLite's own check of a file.</summary>
internal static partial class IntegrityCheck
{
    private const int MostFaults = 100;

    /// <summary>Checks; belongs into a transaction.</summary>
    /// <param name="connection">The database.</param>
    /// <returns>What it complains of; empty for a sound file.</returns>
    public static IReadOnlyList<string> Run(LabConnection connection)
    {
        using var command = connection.Command(FormattableString.Invariant($"PRAGMA integrity_check({MostFaults})"));
        using var reader = command.ExecuteReader();
        var faults = new List<string>();
        while (reader.Read())
        {
            faults.Add(reader.GetString(0));
        }

        return faults is ["ok"] ? [] : faults;
    }

    /// <summary>Whether all faults are of indexes that contradict rows which are sound themselves.</summary>
    /// <param name="faults">The faults.</param>
    /// <returns>True when building the indexes anew can mend them.</returns>
    public static bool AreOnlyIndexes(IReadOnlyList<string> faults) => faults.Count > 0 && faults.All(fault => IndexFault().IsMatch(fault));

    [GeneratedRegex(@"^(row \d+ (missing from|values differ from) index |wrong # of entries in index |non-unique entry in index )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IndexFault();
}

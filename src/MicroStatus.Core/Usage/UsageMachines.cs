using MicroStatus.Configuration;

namespace MicroStatus.Usage;

/// <summary>The scheduler's numbers of the microscopes (lab.md §11). Pure.</summary>
/// <param name="settings">The maps.</param>
public sealed class UsageMachines(UsageSettings settings)
{
    /// <summary>The number of a microscope.</summary>
    /// <param name="modality"><c>rscm</c> or <c>mesospim</c>.</param>
    /// <param name="name">The microscope's name as the dataset tells it.</param>
    /// <param name="setting">The map that was looked into; null when there is none for this modality.</param>
    /// <returns>The number, or null.</returns>
    public int? Find(string? modality, string name, out string? setting)
    {
        switch (modality?.ToUpperInvariant())
        {
            case "MESOSPIM":
                setting = $"Usage:{nameof(settings.MesoSpimMachines)}";
                var core = Core(name);
                return core.Length == 0 ? null : Numbers(settings.MesoSpimMachines, machine => Core(machine) == core);
            case "RSCM":
                setting = $"Usage:{nameof(settings.RscmMachines)}";
                return Numbers(settings.RscmMachines, machine => machine.Trim() == name.Trim());
            default:
                setting = null;
                return null;
        }
    }

    private static int? Numbers(IReadOnlyDictionary<string, int> machines, Func<string, bool> isMeant)
    {
        var meant = machines.Where(machine => isMeant(machine.Key)).Select(machine => machine.Value).Distinct().ToList();
        return meant is [var only] ? only : null; // two numbers for one name are none
    }

    // "mesoSPIM 1", "MesoSPIM-1" and "mesospim_1" are one.
    private static string Core(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));
}

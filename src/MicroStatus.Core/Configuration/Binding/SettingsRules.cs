using System.Globalization;

namespace MicroStatus.Configuration.Binding;

/// <summary>What settings must be to each other.</summary>
internal static class SettingsRules
{
    private static readonly Rule[] Rules =
    [
        new(["Storage:Warnings:First", "Storage:Warnings:Second", "Storage:Warnings:Critical"], "thresholds that rise",
            s => s.Storage.Warnings is var w && w.First < w.Second && w.Second < w.Critical),
        new(["Storage:Warnings:FirstType", "Storage:Warnings:SecondType", "Storage:Warnings:CriticalType"], "three different types",
            s => s.Storage.Warnings is var w && AllDiffer(w.FirstType, w.SecondType, w.CriticalType)),
        new(["Storage:Warnings:FastStoreName", "Storage:Warnings:HiveName"], "two different names",
            s => AllDiffer(s.Storage.Warnings.FastStoreName, s.Storage.Warnings.HiveName)),
        new(["Storage:FastStore:Root", "Storage:Hive:Root"], "two different folders",
            s => AllDiffer(s.Storage.FastStore.Root, s.Storage.Hive.Root)),
        new(["Storage:FastStore:Root", "Storage:FastStore:AcquireFolder", "Storage:Hive:Root", "Storage:Hive:AcquireFolder"],
            "acquisitions of one store outside those of the other",
            s => s.Storage.FastStore.Root == s.Storage.Hive.Root || AreApart(s.Storage.FastStore.AcquirePath, s.Storage.Hive.AcquirePath)),
        new(["Storage:FastStore:AcquireFolder", "Storage:FastStore:TrashFolder"], "a trash outside the acquisitions",
            s => AreApart(s.Storage.FastStore.AcquirePath, s.Storage.FastStore.TrashPath)),
        new(["Storage:Hive:AcquireFolder", "Storage:Hive:TrashFolder"], "a trash outside the acquisitions",
            s => AreApart(s.Storage.Hive.AcquirePath, s.Storage.Hive.TrashPath)),
        new(["Rscm:Folder", "MesoSpim:Folder"], "two different folders", s => AllDiffer(s.Rscm.Folder, s.MesoSpim.Folder)),
        new(QueueFolders, "five different folders",
            s => s.Rscm.Processing.Stitching is var q &&
                AllDiffer(q.QueueFolder, q.TemporaryFolder, q.ProcessingFolder, q.CompleteFolder, q.ErrorFolder)),
        new(["Moves:ScriptsFolder", "Moves:LogsFolder", "Moves:CompleteFolder", "Moves:ErrorFolder"], "four different folders",
            s => AllDiffer(s.Moves.ScriptsFolder, s.Moves.LogsFolder, s.Moves.CompleteFolder, s.Moves.ErrorFolder)),
        new(["Moves:Window:Start", "Moves:Window:End"], "a window that opens and closes at different times",
            s => s.Moves.Window.Start != s.Moves.Window.End),
        new(["Usage:Enabled", "Usage:Address"], "an address when usage is reported",
            s => !s.Usage.Enabled || s.Usage.Address is not null),
        new(["Usage:SlotLength"], "a length that divides the day", s => TimeSpan.TicksPerDay % s.Usage.SlotLength.Ticks == 0),
    ];

    private static string[] QueueFolders =>
        [.. new[] { "Queue", "Temporary", "Processing", "Complete", "Error" }.Select(name => $"Rscm:Processing:Stitching:{name}Folder")];

    /// <summary>Checks the settings against each other.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="effective">Each of them with its source.</param>
    /// <param name="known">Problems found already: a rule about a setting that has one says nothing.</param>
    /// <returns>Further problems.</returns>
    public static IReadOnlyList<SettingProblem> Check(
        StatusSettings settings, IReadOnlyList<EffectiveSetting> effective, IReadOnlyList<SettingProblem> known)
    {
        var broken = known.Select(problem => problem.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Rules.Where(rule => !rule.Names.Any(broken.Contains) && !rule.Holds(settings)).Select(rule => Problem(rule, effective))];
    }

    private static SettingProblem Problem(Rule rule, IReadOnlyList<EffectiveSetting> effective)
    {
        var involved = rule.Names.Select(name => effective.First(setting => setting.Name == name)).ToArray();
        return new(
            string.Join(", ", rule.Names),
            string.Join(", ", involved.Select(setting => FoundText.Of(Convert.ToString(setting.Value, CultureInfo.InvariantCulture)))),
            rule.Allowed,
            string.Join(", ", involved.Select(setting => setting.Source).Distinct(StringComparer.Ordinal)));
    }

    private static bool AllDiffer(params string[] texts) => texts.Distinct(StringComparer.Ordinal).Count() == texts.Length;

    private static bool AreApart(string left, string right)
    {
        left += "/";
        right += "/";
        return !left.StartsWith(right, StringComparison.Ordinal) && !right.StartsWith(left, StringComparison.Ordinal);
    }

    private sealed record Rule(string[] Names, string Allowed, Func<StatusSettings, bool> Holds);
}

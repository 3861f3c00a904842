using MicroStatus.Acquisition.Demo;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Where things lie in a lab that lives whole below one folder.</summary>
/// <param name="root">The folder, absolute.</param>
internal sealed class DemoPlaces(string root)
{
    private static readonly StatusSettings Defaults = new();

    // Folders that the lab's other programs make, below the stores' roots (lab.md §1, §3, §8, §11, §12).
    private static readonly string[] FastStoreFolders =
    [
        "trash/autodelete/RSCM", "trash/autodelete/MesoSPIM",
        "clusterStitchTEST/queueStitch", "clusterStitchTEST/tempQueue", "clusterStitchTEST/processing",
        "clusterStitchTEST/complete", "clusterStitchTEST/error",
        "clusterPy/queueGPU", "clusterPy/active", "cbiPythonTools/RSCM/RSCM",
        "tmp/move_jobs/scripts", "tmp/move_jobs/logs", "tmp/move_jobs/complete", "tmp/move_jobs/error", "tmp/stitch_jobs/error",
        "Iana/scheduler_transmit_logs",
    ];

    private static readonly string[] HiveFolders = ["trash/autodelete/RSCM", "trash/autodelete/MesoSPIM", "Public", "CBI/Iana/json"];

    /// <summary>The lab's folder.</summary>
    public string Root => root;

    /// <summary>The settings.</summary>
    public string SettingsPath => Path.Join(root, "microstatus.json");

    /// <summary>The settings that a step changes.</summary>
    public string LocalSettingsPath => Path.Join(root, "microstatus.local.json");

    /// <summary>What makes a folder a demo lab.</summary>
    public string StatePath => Path.Join(root, "demo-lab.json");

    /// <summary>Everything that a demo lab consists of, but for <see cref="StatePath"/>.</summary>
    public IReadOnlyList<string> Contents => [FastStore, Hive, SettingsPath, LocalSettingsPath];

    /// <summary>Every folder that is there before the first dataset.</summary>
    public IEnumerable<string> Folders =>
    [
        .. Acquisitions(FastStore, Defaults.Storage.FastStore),
        .. Acquisitions(Hive, Defaults.Storage.Hive),
        .. FastStoreFolders.Select(f => Path.Join(FastStore, f)),
        .. HiveFolders.Select(f => Path.Join(Hive, f)),
        Path.GetDirectoryName(Below(Defaults.Database.Path))!,
        Below(Defaults.Database.BackupFolder),
        Below(Defaults.Logging.Folder),
    ];

    private string FastStore => Below(Defaults.Storage.FastStore.Root);

    private string Hive => Below(Defaults.Storage.Hive.Root);

    /// <summary>A dataset's folder.</summary>
    /// <param name="scenario">The dataset.</param>
    /// <returns>An absolute path.</returns>
    public string DatasetFolder(DemoScenario scenario) =>
        Path.Join(FastStore, Defaults.Storage.FastStore.AcquireFolder, ModalityFolder(scenario), scenario.Folder, scenario.Name);

    /// <summary>A dataset's folder as the microscopes' computers name it.</summary>
    /// <param name="scenario">The dataset.</param>
    /// <returns>A Windows path.</returns>
    public string WindowsFolder(DemoScenario scenario)
    {
        var store = Defaults.Storage.FastStore;
        return string.Join('/', store.WindowsRoot, store.AcquireFolder, ModalityFolder(scenario), scenario.Folder, scenario.Name).Replace('/', '\\');
    }

    private static string ModalityFolder(DemoScenario scenario) =>
        scenario is RscmScenario ? Defaults.Rscm.Folder : Defaults.MesoSpim.Folder;

    private static IEnumerable<string> Acquisitions(string store, StoreSettings settings) =>
    [
        Path.Join(store, settings.AcquireFolder, Defaults.Rscm.Folder),
        Path.Join(store, settings.AcquireFolder, Defaults.MesoSpim.Folder),
    ];

    private string Below(string path) => DemoSettingsText.Below(path, root);
}

using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Processing.Demo;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Where things lie in a lab that lives whole below one folder.</summary>
/// <param name="root">The folder, absolute.</param>
internal sealed class DemoPlaces(string root)
{
    private static readonly StatusSettings Defaults = new();

    /// <summary>The lab's folder.</summary>
    public string Root => root;

    /// <summary>The settings.</summary>
    public string SettingsPath => Path.Join(root, "microstatus.json");

    /// <summary>The settings that a step changes.</summary>
    public string LocalSettingsPath => Path.Join(root, "microstatus.local.json");

    /// <summary>What makes a folder a demo lab.</summary>
    public string StatePath => Path.Join(root, "demo-lab.json");

    /// <summary>Everything that a demo lab consists of, but for <see cref="StatePath"/>.</summary>
    public IReadOnlyList<string> Contents => [FastStore, Hive, Cluster.Folder, SettingsPath, LocalSettingsPath];

    /// <summary>What the played cluster keeps.</summary>
    public DemoClusterPlaces Cluster { get; } = new(root);

    /// <summary>Every folder that is there before the first dataset: of the stores, and of the lab's other programs.</summary>
    public IEnumerable<string> Folders =>
    [
        .. OfStore(Defaults.Storage.FastStore),
        .. OfStore(Defaults.Storage.Hive),
        .. new[] { Stitching.QueueFolder, Stitching.TemporaryFolder, Stitching.ProcessingFolder, Stitching.CompleteFolder, Stitching.ErrorFolder }
            .Select(f => Path.Join(Below(Stitching.Folder), f)),
        .. new[] { Moves.ScriptsFolder, Moves.LogsFolder, Moves.CompleteFolder, Moves.ErrorFolder }.Select(f => Path.Join(Below(Moves.Folder), f)),
        Path.GetDirectoryName(Below(Stitching.SchedulerFile))!,
        Below(Denoising.QueueFolder),
        Below(Denoising.ActiveFolder),
        Below(Defaults.MesoSpim.Processing.StitchErrorFolder),
        Below(Moves.Publish.Root),
        .. DemoScenarios.All.Where(s => s.Outcome == DemoOutcome.Published).Select(s => Path.Join(Below(Moves.Publish.Root), s.Folder.Split('/')[0])),
        .. Cluster.Folders,
        Below(Defaults.Analysis.Folder),
        Below(Defaults.Usage.TransmitLogFolder),
        Path.GetDirectoryName(Below(Defaults.Database.Path))!,
        Below(Defaults.Database.BackupFolder),
        Below(Defaults.Logging.Folder),
    ];

    private static StitchingSettings Stitching => Defaults.Rscm.Processing.Stitching;

    private static DenoisingSettings Denoising => Defaults.Rscm.Processing.Denoising;

    private static MoveSettings Moves => Defaults.Moves;

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

    private IEnumerable<string> OfStore(StoreSettings store) =>
        from folder in new[] { store.AcquirePath, store.TrashPath }
        from modality in new[] { Defaults.Rscm.Folder, Defaults.MesoSpim.Folder }
        select Path.Join(Below(folder), modality);

    private string Below(string path) => DemoSettingsText.Below(path, root);
}

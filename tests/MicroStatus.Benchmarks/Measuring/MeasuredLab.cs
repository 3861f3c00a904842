using System.Globalization;
using MicroStatus.Backend;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Benchmarks.BigLab;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>A lab with a new database of its own, so that a first check can be measured again and again.</summary>
internal sealed class MeasuredLab : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("microstatus-measure-");
    private readonly string _settingsPath;

    /// <summary>Makes the database.</summary>
    /// <param name="root">The lab's folder.</param>
    public MeasuredLab(string root)
    {
        Root = root;
        _settingsPath = new DemoPlaces(root).SettingsPath;
        var database = Path.Join(_scratch.FullName, "datasets.db");
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MICROSTATUS__Database__Path"] = database,
            ["MICROSTATUS__Database__BackupFolder"] = Path.Join(_scratch.FullName, "backups"),
            ["MICROSTATUS__Logging__Folder"] = Path.Join(_scratch.FullName, "logs"),
        };
        var backend = new LabBackend();
        var settings = backend.SettingsFiles.Load(_settingsPath).Settings;
        backend.DatabaseFiles(settings with { Database = settings.Database with { Path = database } }).Create();
    }

    /// <summary>The lab's folder.</summary>
    public string Root { get; }

    /// <summary>The number of its datasets.</summary>
    public int Datasets => BigLabShape.Read(Root) is var shape ? shape.Rscm + shape.MesoSpim : 0;

    /// <summary>What points the settings to the new database.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A status check, as a script.</summary>
    public string Check => $"Invoke-StatusCheck -SettingsPath '{_settingsPath.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Checks in a fresh process.</summary>
    /// <returns>The run.</returns>
    public ProgramRun RunCheck() => Programs.RunScript(Check, Environment);

    /// <summary>Checks until nothing changes any more: datasets are registered, their markers written, and folder times old enough to be believed.</summary>
    /// <returns>The lab.</returns>
    public MeasuredLab Settle()
    {
        var grain = new LabBackend().SettingsFiles.Load(_settingsPath).Settings.Discovery.FolderTimeGrain;
        for (var i = 0; i < 2; i++)
        {
            RunCheck();
            Thread.Sleep(grain + TimeSpan.FromSeconds(0.5));
        }

        RunCheck();
        return this;
    }

    /// <summary>Makes a lab without a dataset; it is deleted when the program ends well.</summary>
    /// <returns>Its folder.</returns>
    public static string MakeEmpty()
    {
        var folder = Directory.CreateTempSubdirectory("microstatus-empty-").FullName;
        new BigLabWriter(folder, BigLabShape.Parse(["--rscm", "0", "--mesospim", "0"])).Write();
        return folder;
    }

    /// <summary>The ribbons of all complete layers.</summary>
    /// <returns>Their paths.</returns>
    public IReadOnlyList<string> CompleteRibbons()
    {
        var shape = BigLabShape.Read(Root);
        var places = new DemoPlaces(Root);
        return
        [
            .. shape.RscmDatasets()
                .SelectMany(dataset => Directory.EnumerateDirectories(places.DatasetFolder(dataset)))
                .Select(layer => Directory.EnumerateFiles(layer, "*col*.tif", SearchOption.AllDirectories).ToList())
                .Where(ribbons => ribbons.Count == shape.Colours * shape.Ribbons)
                .SelectMany(ribbons => ribbons),
        ];
    }

    /// <summary>Lines of numbers that a script printed.</summary>
    /// <param name="output">What it printed.</param>
    /// <returns>The numbers.</returns>
    public static IReadOnlyList<double> Numbers(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public void Dispose() => _scratch.Delete(recursive: true);
}

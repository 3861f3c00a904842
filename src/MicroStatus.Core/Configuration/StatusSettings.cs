namespace MicroStatus.Configuration;

/// <summary>Everything that differs between labs. Each default is the value of <c>lab.md</c>.</summary>
public sealed record StatusSettings
{
    /// <summary>The lab and its checks' rights (lab.md §6).</summary>
    [Setting("The lab and its checks' rights.")]
    public LabSettings Lab { get; init; } = new();

    /// <summary>The shared database (lab.md §6).</summary>
    [Setting("The shared database.")]
    public DatabaseSettings Database { get; init; } = new();

    /// <summary>The stores (lab.md §1, §7).</summary>
    [Setting("The stores.")]
    public StorageSettings Storage { get; init; } = new();

    /// <summary>From a path to a dataset (lab.md §2).</summary>
    [Setting("From a path to a dataset.")]
    public DiscoverySettings Discovery { get; init; } = new();

    /// <summary>The status check.</summary>
    [Setting("The status check.")]
    public CheckSettings Check { get; init; } = new();

    /// <summary>Ribbon-scanning confocal microscopes (lab.md §3).</summary>
    [Setting("Ribbon-scanning confocal microscopes.")]
    public RscmSettings Rscm { get; init; } = new();

    /// <summary>mesoSPIM light-sheet microscopes (lab.md §4).</summary>
    [Setting("mesoSPIM light-sheet microscopes.")]
    public MesoSpimSettings MesoSpim { get; init; } = new();

    /// <summary>Imaris files (lab.md §3, §4).</summary>
    [Setting("Imaris files.")]
    public ImarisSettings Imaris { get; init; } = new();

    /// <summary>Tests and montages of tiles.</summary>
    [Setting("Tests and montages of tiles.")]
    public TileSettings Tiles { get; init; } = new();

    /// <summary>Starting and watching processing (lab.md §3, §4).</summary>
    [Setting("Starting and watching processing.")]
    public ProcessingSettings Processing { get; init; } = new();

    /// <summary>The compute cluster (lab.md §8, §13).</summary>
    [Setting("The compute cluster.")]
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Moves from FastStore to Hive (lab.md §8).</summary>
    [Setting("Moves from FastStore to Hive.")]
    public MoveSettings Moves { get; init; } = new();

    /// <summary>The trash (lab.md §9).</summary>
    [Setting("The trash.")]
    public TrashSettings Trash { get; init; } = new();

    /// <summary>Messages to the lab (lab.md §10).</summary>
    [Setting("Messages to the lab.")]
    public MessageSettings Messages { get; init; } = new();

    /// <summary>Instrument usage reports (lab.md §11).</summary>
    [Setting("Instrument usage reports.")]
    public UsageSettings Usage { get; init; } = new();

    /// <summary>Analysis tasks of finished brain datasets (lab.md §12).</summary>
    [Setting("Analysis tasks of finished brain datasets.")]
    public AnalysisSettings Analysis { get; init; } = new();

    /// <summary>Log files (lab.md §13).</summary>
    [Setting("Log files.")]
    public LoggingSettings Logging { get; init; } = new();

    /// <summary>A demo lab's own clock; only a demo lab sets it.</summary>
    [Setting("A demo lab's own clock; only a demo lab sets it.")]
    public DemoSettings Demo { get; init; } = new();

    /// <summary>Secrets: only from the environment or a .env file beside the settings file (lab.md §10, §11).</summary>
    [Setting("Secrets: only from the environment or a .env file beside the settings file.")]
    public Secrets Secrets { get; init; } = new();
}

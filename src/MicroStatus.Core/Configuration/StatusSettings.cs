namespace MicroStatus.Configuration;

/// <summary>Everything that differs between labs. Each default is the value of <c>lab.md</c>.</summary>
public sealed record StatusSettings
{
    /// <summary>The lab and its checks' rights.</summary>
    public LabSettings Lab { get; init; } = new();

    /// <summary>The shared database (lab.md §6).</summary>
    public DatabaseSettings Database { get; init; } = new();

    /// <summary>The stores (lab.md §1).</summary>
    public StorageSettings Storage { get; init; } = new();

    /// <summary>From a path to a dataset (lab.md §2).</summary>
    public DiscoverySettings Discovery { get; init; } = new();

    /// <summary>The status check.</summary>
    public CheckSettings Check { get; init; } = new();

    /// <summary>Ribbon-scanning confocal microscopes (lab.md §3).</summary>
    public RscmSettings Rscm { get; init; } = new();

    /// <summary>mesoSPIM light-sheet microscopes (lab.md §4).</summary>
    public MesoSpimSettings MesoSpim { get; init; } = new();

    /// <summary>Log files (lab.md §13).</summary>
    public LoggingSettings Logging { get; init; } = new();

    /// <summary>A demo lab's own clock; only a demo lab sets it.</summary>
    public DemoSettings Demo { get; init; } = new();
}

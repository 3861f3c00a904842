using MicroStatus.Database;

namespace MicroStatus.Configuration;

/// <summary>The lab and its checks' rights.</summary>
public sealed record LabSettings
{
    /// <summary>Time zone of times in the database, windows and daily messages.</summary>
    [Setting("Time zone of the lab: times in the database, the move window, daily messages.", Kind = SettingKind.TimeZone)]
    public string TimeZone { get; init; } = "America/New_York";

    /// <summary>The node whose checks may act; null: the first one that does (lab.md §6).</summary>
    [Setting("The node whose status checks may act. Unset: the first one that does. Checks on other nodes say so and refuse.")]
    public string? CheckHost { get; init; }

    /// <summary>What checks may do; null: as recorded in the database (lab.md §6).</summary>
    [Setting("Observe reads, decides and shows; Active carries out. Unset: as recorded in the database (an existing one begins in Observe, a new one is Active).")]
    public CheckMode? Mode { get; init; }
}

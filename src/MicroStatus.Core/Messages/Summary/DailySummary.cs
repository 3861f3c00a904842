using MicroStatus.Storage;

namespace MicroStatus.Messages.Summary;

/// <summary>What happened in the lab in a period, and where it stands now (lab.md §10).</summary>
public sealed record DailySummary
{
    /// <summary>The time that it covers.</summary>
    public required SummaryPeriod Period { get; init; }

    /// <summary>Datasets whose imaging ended in the period and has not gone on since.</summary>
    public IReadOnlyList<SummaryDataset> Imaged { get; init; } = [];

    /// <summary>Datasets that are being imaged now; those that end first come first.</summary>
    public IReadOnlyList<SummaryImaging> Imaging { get; init; } = [];

    /// <summary>Datasets whose processing ended in the period.</summary>
    public IReadOnlyList<SummaryDataset> Processed { get; init; } = [];

    /// <summary>Datasets that were moved to Hive in the period.</summary>
    public IReadOnlyList<SummaryDataset> Moved { get; init; } = [];

    /// <summary>Datasets that wait for a person now, the newest first.</summary>
    public IReadOnlyList<SummaryWaiting> Waiting { get; init; } = [];

    /// <summary>The stores with their forecasts.</summary>
    public IReadOnlyList<StorageUsage> Stores { get; init; } = [];

    /// <summary>What is sent: short lines of plain text. What does not fit is counted.</summary>
    public string Text => SummaryText.Of(this).Text;
}

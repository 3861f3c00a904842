namespace MicroStatus.Datasets;

/// <summary>One dataset as the database tells it (lab.md §6), with what MicroStatus adds: reasons and progress.</summary>
/// <remarks>Dirty rows are read, never refused: what cannot be interpreted is null and named in <see cref="RowProblems"/>.</remarks>
public sealed record Dataset
{
    /// <summary>The database id.</summary>
    public required long Id { get; init; }

    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>The principal investigator's name, or null.</summary>
    public string? Pi { get; init; }

    /// <summary>The project number, for example <c>5CL18</c>.</summary>
    public string? ClNumber { get; init; }

    /// <summary><c>rscm</c> or <c>mesospim</c>.</summary>
    public string? Modality { get; init; }

    /// <summary>Where imaging stands.</summary>
    public ImagingStatus ImagingStatus { get; init; }

    /// <summary>The imaging status as stored, which may be a damaged value.</summary>
    public string? ImagingStatusText { get; init; }

    /// <summary>Where processing stands.</summary>
    public ProcessingStatus ProcessingStatus { get; init; }

    /// <summary>The processing status as stored, which may be a damaged value.</summary>
    public string? ProcessingStatusText { get; init; }

    /// <summary>The dataset's folder on FastStore.</summary>
    public string? Path { get; init; }

    /// <summary>The dataset's folder on Hive, once moved.</summary>
    public string? PathOnHive { get; init; }

    /// <summary>Number of channels (colours).</summary>
    public int? Channels { get; init; }

    /// <summary>RSCM: number of z-layers (N).</summary>
    public int? ZLayersTotal { get; init; }

    /// <summary>RSCM: number of the layer being imaged; counts down to 0.</summary>
    public int? ZLayersCurrent { get; init; }

    /// <summary>RSCM: the lowest layer down to which every ribbon has been checked.</summary>
    public int? ZLayersChecked { get; init; }

    /// <summary>RSCM: ribbons expected in all (N × channels × ribbons a layer).</summary>
    public int? RibbonsTotal { get; init; }

    /// <summary>RSCM: ribbons present.</summary>
    public int? RibbonsFinished { get; init; }

    /// <summary>mesoSPIM: tiles expected in all, where known.</summary>
    public int? TilesTotal { get; init; }

    /// <summary>mesoSPIM: complete tiles.</summary>
    public int? TilesFinished { get; init; }

    /// <summary>mesoSPIM: columns of the tile grid.</summary>
    public int? TilesX { get; init; }

    /// <summary>mesoSPIM: rows of the tile grid.</summary>
    public int? TilesY { get; init; }

    /// <summary>Pixel size in µm, as stored text with its decimals.</summary>
    public string? ResolutionXY { get; init; }

    /// <summary>Z-step in µm, as stored text with its decimals.</summary>
    public string? ResolutionZ { get; init; }

    /// <summary>Since when imaging has shown no progress.</summary>
    public DateTimeOffset? ImagingNoProgressTime { get; init; }

    /// <summary>Since when processing has shown no progress.</summary>
    public DateTimeOffset? ProcessingNoProgressTime { get; init; }

    /// <summary>JSON about imaging.</summary>
    public string? ImagingSummary { get; init; }

    /// <summary>JSON about processing.</summary>
    public string? ProcessingSummary { get; init; }

    /// <summary>Number of the denoising job.</summary>
    public string? JobNumber { get; init; }

    /// <summary>The Imaris file.</summary>
    public string? ImarisFilePath { get; init; }

    /// <summary>When the dataset was first recorded.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>First image taken.</summary>
    public DateTimeOffset? ImagingStart { get; init; }

    /// <summary>Last image taken.</summary>
    public DateTimeOffset? ImagingEnd { get; init; }

    /// <summary>The microscope.</summary>
    public string? InstrumentId { get; init; }

    /// <summary>Of a brain data producer (lab.md §2).</summary>
    public bool IsBrain { get; init; }

    /// <summary>Denoised composites are kept after the Imaris build.</summary>
    public bool KeepComposites { get; init; }

    /// <summary>The 405 channel goes to the trash when imaging has finished.</summary>
    public bool Delete405 { get; init; }

    /// <summary>No stage is started and nothing moves while set.</summary>
    public bool Paused { get; init; }

    /// <summary>Being moved to Hive.</summary>
    public bool Moving { get; init; }

    /// <summary>Moved to Hive.</summary>
    public bool Moved { get; init; }

    /// <summary>Published.</summary>
    public bool Public { get; init; }

    /// <summary>The microscope time was reported (lab.md §11).</summary>
    public bool UsageReported { get; init; }

    /// <summary>The number under which the microscope time was reported, or was tried to be; 20 digits or more, or null.</summary>
    public string? UsageRecordId { get; init; }

    /// <summary>It was announced that the microscope time could not be reported.</summary>
    public bool UsageAnnounced { get; init; }

    /// <summary>Whether an analysis task was created (lab.md §12), as stored: 0, 1 or when; null stands for 0.</summary>
    public string? AnalysisTaskText { get; init; }

    /// <summary>When the dataset was recorded by an import: what came true before is history. Null when a check found it.</summary>
    public DateTimeOffset? Imported { get; init; }

    /// <summary>Why a person is needed; empty when nobody is.</summary>
    public IReadOnlyList<string> Attention { get; init => field = TextList.Of(value); } = TextList.Empty;

    /// <summary>What in the row could not be interpreted; each begins with the column's name and a colon.</summary>
    public IReadOnlyList<string> RowProblems { get; init => field = TextList.Of(value); } = TextList.Empty;

    /// <summary>Ribbons or complete tiles an hour, over the recent past; null when unknown.</summary>
    public double? ImagingRate { get; init; }

    /// <summary>When the newest progress was seen.</summary>
    public DateTimeOffset? LastProgress { get; init; }

    /// <summary>What keeps it on FastStore, as far as the database tells it; never stored. Empty when nothing does; null when it is being moved or has
    /// moved, or when it was not asked for. Get-DatasetMove -Explain looks at the folders too.</summary>
    public IReadOnlyList<string>? MoveHeldBy { get; init => field = value is null ? null : TextList.Of(value); }

    /// <summary>A person is needed, for imaging or processing.</summary>
    public bool NeedsAttention =>
        ImagingStatus == ImagingStatus.NeedsAttention || ProcessingStatus == ProcessingStatus.NeedsAttention;

    /// <summary>An analysis task was created. What is neither 0 nor a time counts as one: a second one is never made blindly.</summary>
    public bool HasAnalysisTask => AnalysisTaskText is not (null or "0");

    /// <summary>Still on FastStore, as far as the database knows.</summary>
    public bool OnFastStore => !Moved && !string.IsNullOrEmpty(Path);

    /// <summary>Units of progress present: ribbons or complete tiles.</summary>
    public int? UnitsFinished => RibbonsFinished ?? TilesFinished;

    /// <summary>Units of progress expected: ribbons or tiles.</summary>
    public int? UnitsTotal => RibbonsTotal ?? TilesTotal;

    /// <summary>Imaged share in percent, 0–100, one decimal; null while the total is unknown.</summary>
    public double? PercentImaged => ImagingStatus == ImagingStatus.Finished
        ? 100
        : UnitsTotal is > 0 && UnitsFinished is { } finished
            ? Math.Round(Math.Clamp(100.0 * finished / UnitsTotal.Value, 0, 100), 1)
            : null;

    /// <summary>When imaging will end at the present rate; null when it is not in progress or the rate is unknown.</summary>
    public DateTimeOffset? EstimatedEnd =>
        ImagingStatus == ImagingStatus.InProgress && ImagingRate is > 0 && LastProgress is { } last
        && UnitsTotal is { } total && UnitsFinished is { } finished && total > finished
            ? last.AddHours(Math.Min((total - finished) / ImagingRate.Value, 24 * 3650))
            : null;
}

namespace MicroStatus.Datasets;

/// <summary>A dataset's columns as the database stores them: text, whole number or null.</summary>
public static class DatasetFields
{
    // In the order of the enum.
    private static readonly string[] Columns =
    [
        "name", "path_on_fast_store", "imaging_status", "processing_status", "channels", "z_layers_total", "z_layers_current", "z_layers_checked",
        "ribbons_total", "ribbons_finished", "tiles_total", "tiles_finished", "tiles_x", "tiles_y", "resolution_xy", "resolution_z",
        "imaging_no_progress_time", "imaging_summary", "instrument_id", "imaging_start", "imaging_end", "paused", "moved", "moving", "path_on_hive",
        "imaris_file_path",
        "pi", "cl_number", "keep_composites", "delete_405", "public",
        "job_number", "processing_no_progress_time", "processing_summary",
        "scheduler_posted", "scheduler_record_id", "scheduler_notified", "peace_json_created",
    ];

    /// <summary>The name of a column (lab.md §6).</summary>
    /// <param name="field">The column.</param>
    /// <returns>For example <c>imaging_status</c>.</returns>
    public static string ColumnOf(DatasetField field) => Columns[(int)field];

    /// <summary>Whether a row holds something in a column that could not be interpreted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <returns>True when one of the row's problems is about the column.</returns>
    public static bool IsDamaged(Dataset row, DatasetField field) => DamageOf(row, field) is not null;

    /// <summary>What could not be interpreted in a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <returns>The row's problem about the column, or null.</returns>
    public static string? DamageOf(Dataset row, DatasetField field) =>
        row.RowProblems.FirstOrDefault(problem => problem.StartsWith(ColumnOf(field) + ": ", StringComparison.Ordinal));

    /// <summary>Columns of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="time">How the lab writes times.</param>
    /// <returns>Values by column.</returns>
    public static IReadOnlyDictionary<DatasetField, object?> Of(Dataset row, LabTime time) => new Dictionary<DatasetField, object?>
    {
        [DatasetField.Name] = row.Name,
        [DatasetField.Path] = row.Path,
        // An empty text is read as needing attention; a change of it is guarded by what is stored.
        [DatasetField.ImagingStatus] = row.ImagingStatusText ?? (row.ImagingStatus == ImagingStatus.NeedsAttention ? null : StatusText.Of(row.ImagingStatus)),
        [DatasetField.ProcessingStatus] = row.ProcessingStatusText ?? (row.ProcessingStatus == ProcessingStatus.NeedsAttention ? null : StatusText.Of(row.ProcessingStatus)),
        [DatasetField.Channels] = (long?)row.Channels,
        [DatasetField.ZLayersTotal] = (long?)row.ZLayersTotal,
        [DatasetField.ZLayersCurrent] = (long?)row.ZLayersCurrent,
        [DatasetField.ZLayersChecked] = (long?)row.ZLayersChecked,
        [DatasetField.RibbonsTotal] = (long?)row.RibbonsTotal,
        [DatasetField.RibbonsFinished] = (long?)row.RibbonsFinished,
        [DatasetField.TilesTotal] = (long?)row.TilesTotal,
        [DatasetField.TilesFinished] = (long?)row.TilesFinished,
        [DatasetField.TilesX] = (long?)row.TilesX,
        [DatasetField.TilesY] = (long?)row.TilesY,
        [DatasetField.ResolutionXY] = row.ResolutionXY,
        [DatasetField.ResolutionZ] = row.ResolutionZ,
        [DatasetField.ImagingNoProgressTime] = Write(row.ImagingNoProgressTime, time),
        [DatasetField.ImagingSummary] = row.ImagingSummary,
        [DatasetField.InstrumentId] = row.InstrumentId,
        [DatasetField.ImagingStart] = Write(row.ImagingStart, time),
        [DatasetField.ImagingEnd] = Write(row.ImagingEnd, time),
        [DatasetField.Paused] = row.Paused ? 1L : 0L,
        [DatasetField.Moved] = row.Moved ? 1L : 0L,
        [DatasetField.Moving] = row.Moving ? 1L : 0L,
        [DatasetField.PathOnHive] = row.PathOnHive,
        [DatasetField.ImarisFilePath] = row.ImarisFilePath,
        [DatasetField.Pi] = row.Pi,
        [DatasetField.ClNumber] = row.ClNumber,
        [DatasetField.KeepComposites] = row.KeepComposites ? 1L : 0L,
        [DatasetField.Delete405] = row.Delete405 ? 1L : 0L,
        [DatasetField.Public] = row.Public ? 1L : 0L,
        [DatasetField.JobNumber] = row.JobNumber,
        [DatasetField.ProcessingNoProgressTime] = Write(row.ProcessingNoProgressTime, time),
        [DatasetField.ProcessingSummary] = row.ProcessingSummary,
        [DatasetField.UsageReported] = row.UsageReported ? 1L : 0L,
        [DatasetField.UsageRecordId] = row.UsageRecordId,
        [DatasetField.UsageAnnounced] = row.UsageAnnounced ? 1L : 0L,
        [DatasetField.AnalysisTask] = row.AnalysisTaskText,
    };

    /// <summary>Columns of a row that is about to be inserted.</summary>
    /// <param name="dataset">What will be recorded.</param>
    /// <returns>Values by column; a column that is not named is NULL or its default.</returns>
    public static IReadOnlyDictionary<DatasetField, object?> OfNew(NewDataset dataset) => new Dictionary<DatasetField, object?>
    {
        [DatasetField.Name] = dataset.Name,
        [DatasetField.Path] = dataset.Path,
        [DatasetField.ImagingStatus] = StatusText.Of(dataset.ImagingStatus),
        [DatasetField.ProcessingStatus] = StatusText.Of(dataset.ProcessingStatus),
        [DatasetField.Channels] = 1L,
        [DatasetField.Paused] = 0L,
        [DatasetField.Moved] = dataset.Moved ? 1L : 0L,
    };

    private static string? Write(DateTimeOffset? moment, LabTime time) => moment is { } value ? time.Write(value) : null;
}

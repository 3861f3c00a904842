namespace MicroStatus.Datasets;

/// <summary>Columns of <c>dataset</c> that MicroStatus writes (lab.md §6).</summary>
public enum DatasetField
{
    /// <summary>name</summary>
    Name,

    /// <summary>path_on_fast_store</summary>
    Path,

    /// <summary>imaging_status</summary>
    ImagingStatus,

    /// <summary>processing_status</summary>
    ProcessingStatus,

    /// <summary>channels</summary>
    Channels,

    /// <summary>z_layers_total</summary>
    ZLayersTotal,

    /// <summary>z_layers_current</summary>
    ZLayersCurrent,

    /// <summary>z_layers_checked</summary>
    ZLayersChecked,

    /// <summary>ribbons_total</summary>
    RibbonsTotal,

    /// <summary>ribbons_finished</summary>
    RibbonsFinished,

    /// <summary>tiles_total</summary>
    TilesTotal,

    /// <summary>tiles_finished</summary>
    TilesFinished,

    /// <summary>tiles_x</summary>
    TilesX,

    /// <summary>tiles_y</summary>
    TilesY,

    /// <summary>resolution_xy</summary>
    ResolutionXY,

    /// <summary>resolution_z</summary>
    ResolutionZ,

    /// <summary>imaging_no_progress_time</summary>
    ImagingNoProgressTime,

    /// <summary>imaging_summary</summary>
    ImagingSummary,

    /// <summary>instrument_id</summary>
    InstrumentId,

    /// <summary>imaging_start</summary>
    ImagingStart,

    /// <summary>imaging_end</summary>
    ImagingEnd,

    /// <summary>paused</summary>
    Paused,

    /// <summary>moved</summary>
    Moved,

    /// <summary>moving</summary>
    Moving,

    /// <summary>path_on_hive</summary>
    PathOnHive,

    /// <summary>imaris_file_path</summary>
    ImarisFilePath,

    /// <summary>pi, given by name; a name that is new makes a row of <c>pi</c></summary>
    Pi,

    /// <summary>cl_number, given by name; a name that is new makes a row of <c>clnumber</c></summary>
    ClNumber,

    /// <summary>keep_composites</summary>
    KeepComposites,

    /// <summary>delete_405</summary>
    Delete405,

    /// <summary>public</summary>
    Public,

    /// <summary>job_number</summary>
    JobNumber,

    /// <summary>processing_no_progress_time</summary>
    ProcessingNoProgressTime,

    /// <summary>processing_summary</summary>
    ProcessingSummary,

    /// <summary>scheduler_posted</summary>
    UsageReported,

    /// <summary>scheduler_record_id</summary>
    UsageRecordId,

    /// <summary>scheduler_notified</summary>
    UsageAnnounced,

    /// <summary>peace_json_created</summary>
    AnalysisTask,
}

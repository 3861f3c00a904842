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
}

using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>A column of <c>dataset</c> that is written.</summary>
/// <param name="Name">Its name (lab.md §6).</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Table">The table that it refers to by id and is given by name; null for a value of its own.</param>
internal sealed record DatasetColumn(string Name, ColumnKind Kind, string? Table = null)
{
    private static readonly Dictionary<DatasetField, DatasetColumn> Columns = new()
    {
        [DatasetField.Name] = new("name", ColumnKind.Text),
        [DatasetField.Path] = new("path_on_fast_store", ColumnKind.Text),
        [DatasetField.ImagingStatus] = new("imaging_status", ColumnKind.Text),
        [DatasetField.ProcessingStatus] = new("processing_status", ColumnKind.Text),
        [DatasetField.Channels] = new("channels", ColumnKind.Integer),
        [DatasetField.ZLayersTotal] = new("z_layers_total", ColumnKind.Integer),
        [DatasetField.ZLayersCurrent] = new("z_layers_current", ColumnKind.Integer),
        [DatasetField.ZLayersChecked] = new("z_layers_checked", ColumnKind.Integer),
        [DatasetField.RibbonsTotal] = new("ribbons_total", ColumnKind.Integer),
        [DatasetField.RibbonsFinished] = new("ribbons_finished", ColumnKind.Integer),
        [DatasetField.TilesTotal] = new("tiles_total", ColumnKind.Integer),
        [DatasetField.TilesFinished] = new("tiles_finished", ColumnKind.Integer),
        [DatasetField.TilesX] = new("tiles_x", ColumnKind.Integer),
        [DatasetField.TilesY] = new("tiles_y", ColumnKind.Integer),
        [DatasetField.ResolutionXY] = new("resolution_xy", ColumnKind.Text),
        [DatasetField.ResolutionZ] = new("resolution_z", ColumnKind.Text),
        [DatasetField.ImagingNoProgressTime] = new("imaging_no_progress_time", ColumnKind.Time),
        [DatasetField.ImagingSummary] = new("imaging_summary", ColumnKind.Text),
        [DatasetField.InstrumentId] = new("instrument_id", ColumnKind.Text),
        [DatasetField.ImagingStart] = new("imaging_start", ColumnKind.Time),
        [DatasetField.ImagingEnd] = new("imaging_end", ColumnKind.Time),
        [DatasetField.Paused] = new("paused", ColumnKind.Flag),
        [DatasetField.Moved] = new("moved", ColumnKind.Flag),
        [DatasetField.Moving] = new("moving", ColumnKind.Flag),
        [DatasetField.PathOnHive] = new("path_on_hive", ColumnKind.Text),
        [DatasetField.Pi] = new("pi", ColumnKind.Text, "pi"),
        [DatasetField.ClNumber] = new("cl_number", ColumnKind.Text, "clnumber"),
        [DatasetField.KeepComposites] = new("keep_composites", ColumnKind.Flag),
        [DatasetField.Delete405] = new("delete_405", ColumnKind.Flag),
        [DatasetField.Public] = new("public", ColumnKind.Flag),
    };

    /// <summary>The SQL of its value, as decisions see it: a reference by its name.</summary>
    public string Value => Table is null ? Name : $"(SELECT name FROM {Table} WHERE id = dataset.{Name})";

    /// <summary>The column of a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The column.</returns>
    public static DatasetColumn Of(DatasetField field) => Columns[field];
}

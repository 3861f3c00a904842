using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>A column of <c>dataset</c> that is written.</summary>
/// <param name="Field">Which one.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Table">The table that it refers to by id and is given by name; null for a value of its own.</param>
internal sealed record DatasetColumn(DatasetField Field, ColumnKind Kind, string? Table = null)
{
    private static readonly Dictionary<DatasetField, DatasetColumn> Columns = new()
    {
        [DatasetField.Name] = new(DatasetField.Name, ColumnKind.Text),
        [DatasetField.Path] = new(DatasetField.Path, ColumnKind.Text),
        [DatasetField.ImagingStatus] = new(DatasetField.ImagingStatus, ColumnKind.Text),
        [DatasetField.ProcessingStatus] = new(DatasetField.ProcessingStatus, ColumnKind.Text),
        [DatasetField.Channels] = new(DatasetField.Channels, ColumnKind.Integer),
        [DatasetField.ZLayersTotal] = new(DatasetField.ZLayersTotal, ColumnKind.Integer),
        [DatasetField.ZLayersCurrent] = new(DatasetField.ZLayersCurrent, ColumnKind.Integer),
        [DatasetField.ZLayersChecked] = new(DatasetField.ZLayersChecked, ColumnKind.Integer),
        [DatasetField.RibbonsTotal] = new(DatasetField.RibbonsTotal, ColumnKind.Integer),
        [DatasetField.RibbonsFinished] = new(DatasetField.RibbonsFinished, ColumnKind.Integer),
        [DatasetField.TilesTotal] = new(DatasetField.TilesTotal, ColumnKind.Integer),
        [DatasetField.TilesFinished] = new(DatasetField.TilesFinished, ColumnKind.Integer),
        [DatasetField.TilesX] = new(DatasetField.TilesX, ColumnKind.Integer),
        [DatasetField.TilesY] = new(DatasetField.TilesY, ColumnKind.Integer),
        [DatasetField.ResolutionXY] = new(DatasetField.ResolutionXY, ColumnKind.Text),
        [DatasetField.ResolutionZ] = new(DatasetField.ResolutionZ, ColumnKind.Text),
        [DatasetField.ImagingNoProgressTime] = new(DatasetField.ImagingNoProgressTime, ColumnKind.Time),
        [DatasetField.ImagingSummary] = new(DatasetField.ImagingSummary, ColumnKind.Text),
        [DatasetField.InstrumentId] = new(DatasetField.InstrumentId, ColumnKind.Text),
        [DatasetField.ImagingStart] = new(DatasetField.ImagingStart, ColumnKind.Time),
        [DatasetField.ImagingEnd] = new(DatasetField.ImagingEnd, ColumnKind.Time),
        [DatasetField.Paused] = new(DatasetField.Paused, ColumnKind.Flag),
        [DatasetField.Moved] = new(DatasetField.Moved, ColumnKind.Flag),
        [DatasetField.Moving] = new(DatasetField.Moving, ColumnKind.Flag),
        [DatasetField.PathOnHive] = new(DatasetField.PathOnHive, ColumnKind.Text),
        [DatasetField.ImarisFilePath] = new(DatasetField.ImarisFilePath, ColumnKind.Text),
        [DatasetField.Pi] = new(DatasetField.Pi, ColumnKind.Text, "pi"),
        [DatasetField.ClNumber] = new(DatasetField.ClNumber, ColumnKind.Text, "clnumber"),
        [DatasetField.KeepComposites] = new(DatasetField.KeepComposites, ColumnKind.Flag),
        [DatasetField.Delete405] = new(DatasetField.Delete405, ColumnKind.Flag),
        [DatasetField.Public] = new(DatasetField.Public, ColumnKind.Flag),
        [DatasetField.JobNumber] = new(DatasetField.JobNumber, ColumnKind.Text),
        [DatasetField.ProcessingNoProgressTime] = new(DatasetField.ProcessingNoProgressTime, ColumnKind.Time),
        [DatasetField.ProcessingSummary] = new(DatasetField.ProcessingSummary, ColumnKind.Text),
        [DatasetField.UsageReported] = new(DatasetField.UsageReported, ColumnKind.Flag),
        [DatasetField.UsageRecordId] = new(DatasetField.UsageRecordId, ColumnKind.Text),
        [DatasetField.UsageAnnounced] = new(DatasetField.UsageAnnounced, ColumnKind.Flag),
        [DatasetField.AnalysisTask] = new(DatasetField.AnalysisTask, ColumnKind.Text),
    };

    /// <summary>Its name (lab.md §6).</summary>
    public string Name => DatasetFields.ColumnOf(Field);

    /// <summary>The SQL of its value, as decisions see it: a reference by its name.</summary>
    public string Value => Table is null ? Name : $"(SELECT name FROM {Table} WHERE id = dataset.{Name})";

    /// <summary>The column of a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The column.</returns>
    public static DatasetColumn Of(DatasetField field) => Columns[field];
}

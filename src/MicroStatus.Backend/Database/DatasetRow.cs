using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>A row of <c>dataset</c> with its names and progress, in the order that <see cref="Read"/> expects.</summary>
internal static class DatasetRow
{
    /// <summary>What is selected, from where.</summary>
    public const string Select = """
        SELECT d.id, d.name, p.name, c.name, d.pi, d.cl_number, d.modality, d.imaging_status, d.processing_status, d.path_on_fast_store,
            d.path_on_hive, d.channels, d.z_layers_total, d.z_layers_current, d.z_layers_checked, d.ribbons_total, d.ribbons_finished,
            d.tiles_total, d.tiles_finished, d.tiles_x, d.tiles_y, d.resolution_xy, d.resolution_z, d.imaging_no_progress_time,
            d.processing_no_progress_time, d.imaging_summary, d.processing_summary, d.job_number, d.imaris_file_path, d.created,
            d.imaging_start, d.imaging_end, d.instrument_id, d.is_brain, d.keep_composites, d.delete_405, d.paused, d.moving, d.moved,
            d.public, o.rate_from, o.rate_from_units, o.last_progress, o.units, o.imported,
            d.scheduler_posted, d.scheduler_record_id, d.scheduler_notified, d.peace_json_created
        FROM dataset d
        LEFT JOIN pi p ON p.id = d.pi
        LEFT JOIN clnumber c ON c.id = d.cl_number
        LEFT JOIN observation o ON o.path = d.path_on_fast_store
        """;

    private static readonly TimeSpan ShortestRateWindow = TimeSpan.FromMinutes(1);

    /// <summary>Reads the present row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="attention">Open reasons for attention by folder.</param>
    /// <returns>The dataset; what could not be interpreted is null and named in its problems.</returns>
    public static Dataset Read(StoredRow row, IReadOnlyDictionary<string, List<string>> attention)
    {
        var path = row.Text(9, "path_on_fast_store");
        var imaging = row.Text(7, "imaging_status");
        var processing = row.Text(8, "processing_status");
        var dataset = new Dataset
        {
            Id = row.Long(0),
            Name = row.Text(1, "name") ?? string.Empty,
            Pi = Referenced(row, 2, 4, "pi", "pi"),
            ClNumber = Referenced(row, 3, 5, "cl_number", "clnumber"),
            Modality = row.Text(6, "modality"),
            ImagingStatus = StatusText.ReadImaging(imaging, out var imagingKnown),
            ImagingStatusText = imaging,
            ProcessingStatus = StatusText.ReadProcessing(processing, out var processingKnown),
            ProcessingStatusText = processing,
            Path = path,
            PathOnHive = row.Text(10, "path_on_hive"),
            Channels = row.Integer(11, "channels"),
            ZLayersTotal = row.Integer(12, "z_layers_total"),
            ZLayersCurrent = row.Integer(13, "z_layers_current"),
            ZLayersChecked = row.Integer(14, "z_layers_checked"),
            RibbonsTotal = row.Integer(15, "ribbons_total"),
            RibbonsFinished = row.Integer(16, "ribbons_finished"),
            TilesTotal = row.Integer(17, "tiles_total"),
            TilesFinished = row.Integer(18, "tiles_finished"),
            TilesX = row.Integer(19, "tiles_x"),
            TilesY = row.Integer(20, "tiles_y"),
            ResolutionXY = row.Text(21, "resolution_xy"),
            ResolutionZ = row.Text(22, "resolution_z"),
            ImagingNoProgressTime = row.Time(23, "imaging_no_progress_time"),
            ProcessingNoProgressTime = row.Time(24, "processing_no_progress_time"),
            ImagingSummary = row.Text(25, "imaging_summary"),
            ProcessingSummary = row.Text(26, "processing_summary"),
            JobNumber = row.Text(27, "job_number"),
            ImarisFilePath = row.Text(28, "imaris_file_path"),
            Created = row.Time(29, "created"),
            ImagingStart = row.Time(30, "imaging_start"),
            ImagingEnd = row.Time(31, "imaging_end"),
            InstrumentId = row.Text(32, "instrument_id"),
            IsBrain = row.Flag(33, "is_brain"),
            KeepComposites = row.Flag(34, "keep_composites"),
            Delete405 = row.Flag(35, "delete_405"),
            Paused = row.Flag(36, "paused"),
            Moving = row.Flag(37, "moving"),
            Moved = row.Flag(38, "moved"),
            Public = row.Flag(39, "public"),
            UsageReported = row.Flag(45, "scheduler_posted"),
            UsageRecordId = row.Text(46, "scheduler_record_id"),
            UsageAnnounced = row.Flag(47, "scheduler_notified"),
            AnalysisTaskText = row.Text(48, "peace_json_created"),
            Imported = row.IsNull(44) ? null : row.OwnTimeAtLab(44),
            Attention = path is not null && attention.TryGetValue(path, out var texts) ? texts : [],
            ImagingRate = RateOf(row),
            LastProgress = row.IsNull(42) ? null : row.OwnTimeAtLab(42),
        };
        NoteStatus(row, 7, "imaging_status", imagingKnown);
        NoteStatus(row, 8, "processing_status", processingKnown);
        if (row.IsNull(1))
        {
            row.Note("name: NULL");
        }

        var problems = row.TakeProblems();
        return problems.Count == 0 ? dataset : dataset with { RowProblems = problems };
    }

    // Bytes are noted as such already.
    private static void NoteStatus(StoredRow row, int ordinal, string column, bool isKnown)
    {
        if (!isKnown && !row.IsBytes(ordinal))
        {
            row.Note($"{column}: {row.Quote(ordinal)} is not a status");
        }
    }

    private static string? Referenced(StoredRow row, int name, int reference, string column, string table)
    {
        var text = row.Text(name, table + ".name");
        if (text is null && row.IsNull(name) && row.Text(reference, column) is { } key)
        {
            row.Note($"{column}: {table} has no row '{key}'");
        }

        return text;
    }

    private static double? RateOf(StoredRow row)
    {
        if (row.IsNull(40) || row.OwnTime(40) is not { } from || row.OwnTime(42) is not { } to || to - from < ShortestRateWindow)
        {
            return null;
        }

        var units = row.Long(43) - row.Long(41);
        return units > 0 ? Math.Round(units / (to - from).TotalHours, 2) : null;
    }
}

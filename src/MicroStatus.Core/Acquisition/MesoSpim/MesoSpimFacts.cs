using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What the tiles that were seen prove: counts, columns, findings. Pure; no file is touched.</summary>
internal sealed class MesoSpimFacts(MesoSpimSettings settings)
{
    private const int MostDifferences = 48;
    private const string DatabaseTime = "yyyy-MM-dd_HH-mm-ss";

    private readonly TileFindings _findings = new(settings);

    /// <summary>The tile being written: the newest of those that are not over; null when there is none.</summary>
    public static TileState? Growing(IEnumerable<TileState> tiles) => Newest(tiles.Where(tile => !tile.HasStopped));

    /// <summary>Draws the conclusions of a look.</summary>
    /// <param name="look">What was seen.</param>
    /// <param name="request">The look.</param>
    /// <returns>The observation, but for what is remembered.</returns>
    public ImagingObservation Observe(MesoSpimMemory look, ObservationRequest request)
    {
        var tiles = look.Tiles;
        var several = tiles.Select(tile => (tile.Place.Id.Shutter, tile.Place.Id.Rotation)).Distinct().Skip(1).Any();
        var tables = look.Tables.Where(table => table.Tiles is not null).ToList();
        var planned = tables.Count == 0 ? null : tables.SelectMany(table => table.Tiles ?? []).ToHashSet();
        var sets = TileSetComparison.Of(tiles, planned, several, settings.PositionTolerance);
        var findings = _findings.Of(tiles, several, request.Now);

        var finished = tiles.Count(tile => tile.IsComplete);
        var allWhole = tiles.Count > 0 && finished == tiles.Count;
        var isComplete = allWhole && sets.IsFull;
        int? total = planned is not null ? tiles.Count + sets.NotStarted : isComplete ? tiles.Count : null;
        var differences = Differences(sets, findings, look.Tables);
        var growing = Growing(tiles);
        return new ImagingObservation
        {
            UnitsFinished = finished,
            UnitsTotal = total,
            GrowingBytes = growing?.ImageStamp?.Length ?? 0,
            Complete = isComplete,
            NewestChange = tiles.Max(tile => tile.Newest),
            Findings = findings,
            FindingsWhenQuiet = allWhole && !sets.IsFull ? [EndedEarly(sets, tables)] : [],
            Where = Where(growing ?? Newest(tiles), several, Instrument(tiles)),
            Differences = differences,
            Fields = Fields(tiles, planned, sets, isComplete, total, Summary(tiles, sets, finished, differences)),
            Memory = [],
        };
    }

    // Times of a coarse file system are often equal: the later index is the later tile then.
    private static TileState? Newest(IEnumerable<TileState> tiles) =>
        tiles.MaxBy(tile => (tile.Newest ?? DateTimeOffset.MinValue, tile.Place.Id.Tile));

    private static AttentionReason EndedEarly(TileSetComparison sets, List<TableState> tables)
    {
        var plan = tables.Count == 0 || sets.NotStarted == 0
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $" {sets.NotStarted} of the {sets.InTables} tiles in {string.Join(", ", tables.Select(table => TileText.Name(table.Name)))} were never started.");
        return new AttentionReason(
            AttentionKind.EndedEarly,
            string.Empty,
            $"Imaging may have ended early: every tile is whole, but the set is not.{plan} {string.Join(". ", sets.Missing)}.");
    }

    private static List<string> Differences(TileSetComparison sets, IReadOnlyList<AttentionReason> findings, IReadOnlyList<TableState> tables)
    {
        IEnumerable<string> lines =
        [
            .. findings.Select(finding => finding.Text),
            .. sets.Missing,
            .. sets.Extra.Select(line => $"not in the acquisition table: {line}"),
            .. tables.Where(table => table.Fault is not null).Select(table => $"{TileText.Name(table.Name)} was not read: {table.Fault}"),
        ];
        return [.. lines.Take(MostDifferences)];
    }

    private static string? Where(TileState? tile, bool several, string? instrument) => tile is null
        ? null
        : TileText.Tile(tile.Place.Id, several) + (instrument is null ? string.Empty : $", {instrument}");

    private static string? Instrument(IReadOnlyList<TileState> tiles) => First(tiles, metadata => metadata.Instrument);

    private static string? First(IReadOnlyList<TileState> tiles, Func<TileMetadata, string?> value) =>
        tiles.Select(tile => tile.Metadata is { } metadata ? value(metadata) : null).FirstOrDefault(text => text is not null);

    private static MesoSpimSummary Summary(IReadOnlyList<TileState> tiles, TileSetComparison sets, int finished, List<string> differences)
    {
        var formats = tiles.Select(tile => tile.Place.Format).Distinct().Order().Select(format => format == TileFormat.Btf ? "btf" : "ome-zarr");
        return new MesoSpimSummary
        {
            Format = tiles.Count == 0 ? null : string.Join(", ", formats),
            Channels = [.. tiles.Select(tile => tile.Place.Id.Channel).Distinct(StringComparer.Ordinal).Order(TileOrder.Channels)],
            Shutters = [.. tiles.Select(tile => tile.Place.Id.Shutter).Distinct().Order()],
            Rotations = [.. tiles.Select(tile => tile.Place.Id.Rotation).Distinct().Order()],
            Rows = sets.Grid?.Rows,
            Columns = sets.Grid?.Columns,
            TilesStarted = tiles.Count,
            TilesComplete = finished,
            TilesInTable = sets.InTables,
            RefractiveIndex = First(tiles, metadata => metadata.RefractiveIndex),
            Differences = differences.Count == 0 ? null : differences,
        };
    }

    private static Dictionary<DatasetField, object?> Fields(
        IReadOnlyList<TileState> tiles,
        HashSet<TileName>? planned,
        TileSetComparison sets,
        bool isComplete,
        int? total,
        MesoSpimSummary summary)
    {
        var channels = tiles.Select(tile => tile.Place.Id).Concat(planned ?? []).Select(tile => tile.Channel).Distinct(StringComparer.Ordinal).LongCount();
        var fields = new Dictionary<DatasetField, object?>
        {
            [DatasetField.TilesTotal] = (long?)total,
            [DatasetField.TilesFinished] = (long)summary.TilesComplete,
            [DatasetField.ImagingSummary] = summary.Write(),
        };
        Set(fields, DatasetField.Channels, channels == 0 ? null : channels);
        Set(fields, DatasetField.TilesX, (long?)sets.Grid?.Columns);
        Set(fields, DatasetField.TilesY, (long?)sets.Grid?.Rows);
        Set(fields, DatasetField.ResolutionXY, First(tiles, metadata => metadata.PixelSize));
        Set(fields, DatasetField.ResolutionZ, First(tiles, metadata => metadata.ZStep?.TrimStart('-', '+')));
        Set(fields, DatasetField.InstrumentId, Instrument(tiles));
        Set(fields, DatasetField.ImagingStart, Text(tiles.Min(tile => tile.Metadata?.StartedImages)));
        Set(fields, DatasetField.ImagingEnd, isComplete ? Text(tiles.Max(tile => tile.Metadata?.StoppedImages)) : null);
        return fields;
    }

    // What the files do not say is left as it is stored; only the total is taken back when it is not proven any more.
    private static void Set(Dictionary<DatasetField, object?> fields, DatasetField field, object? value)
    {
        if (value is not null)
        {
            fields[field] = value;
        }
    }

    private static string? Text(DateTime? time) => time?.ToString(DatabaseTime, CultureInfo.InvariantCulture);
}

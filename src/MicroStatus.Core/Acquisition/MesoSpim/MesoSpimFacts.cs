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

    /// <summary>Draws the conclusions of a look.</summary>
    /// <param name="look">What was seen.</param>
    /// <param name="request">The look.</param>
    /// <returns>The observation, but for what is remembered.</returns>
    public ImagingObservation Observe(MesoSpimMemory look, ObservationRequest request)
    {
        var tiles = look.Tiles;
        var overview = new TileOverview(tiles);
        var planned = Planned(look.Tables);
        var sets = TileSetComparison.Of(tiles, planned, overview.HasSeveral, settings.PositionTolerance);
        var findings = _findings.Of(tiles, overview.HasSeveral, request.Now);

        var allWhole = tiles.Count > 0 && overview.Finished == tiles.Count;
        var isComplete = allWhole && sets.IsFull;
        int? total = planned is not null ? tiles.Count + sets.NotStarted : isComplete ? tiles.Count : null;
        var differences = Differences(sets, findings, look.Tables);
        var summary = Summary(tiles.Count, overview, sets, differences);
        return new ImagingObservation
        {
            UnitsFinished = overview.Finished,
            UnitsTotal = total,
            GrowingBytes = overview.Growing?.ImageStamp?.Length ?? 0,
            Complete = isComplete,
            NewestChange = overview.Newest?.Newest,
            Findings = findings,
            FindingsWhenQuiet = allWhole && !sets.IsFull ? [EndedEarly(sets, look.Tables)] : [],
            Where = Where(overview),
            Differences = differences,
            Names = Names(sets, findings, look.Tables),
            Fields = Fields(overview, planned, sets, isComplete, total, summary),
            Memory = [],
        };
    }

    // The tiles of all acquisition tables together; null without a table.
    private static HashSet<TileName>? Planned(IReadOnlyList<TableState> tables)
    {
        HashSet<TileName>? planned = null;
        foreach (var table in tables)
        {
            if (table.Tiles is not null)
            {
                planned ??= new HashSet<TileName>(table.Tiles.Count);
                planned.UnionWith(table.Tiles);
            }
        }

        return planned;
    }

    private static AttentionReason EndedEarly(TileSetComparison sets, IReadOnlyList<TableState> tables)
    {
        var names = tables.Where(table => table.Tiles is not null).Select(table => TileText.Name(table.Name)).ToList();
        var plan = sets.NotStarted == 0
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" {sets.NotStarted} of the {sets.InTables} tiles in {string.Join(", ", names)} were never started.");
        return AttentionReason.Of(
            AttentionKind.EndedEarly,
            string.Empty,
            $"Imaging may have ended early: every tile is whole, but the set is not.{plan} {string.Join(". ", sets.Missing)}.",
            "Image what is missing, or set the imaging of the dataset to finished if it is enough.") with
        {
            Names = [.. names, .. sets.Names],
        };
    }

    private static List<string> Differences(TileSetComparison sets, IReadOnlyList<AttentionReason> findings, IReadOnlyList<TableState> tables)
    {
        IEnumerable<string> lines =
        [
            .. findings.Select(finding => finding.Finding),
            .. sets.Missing,
            .. sets.Extra.Select(line => $"not in the acquisition table: {line}"),
            .. tables.Where(table => table.Fault is not null).Select(table => $"{TileText.Name(table.Name)} was not read: {table.Fault}"),
        ];
        return [.. lines.Take(MostDifferences)];
    }

    private static IReadOnlyList<string> Names(TileSetComparison sets, IReadOnlyList<AttentionReason> findings, IReadOnlyList<TableState> tables) =>
    [
        .. findings.SelectMany(finding => finding.Names),
        .. sets.Names,
        .. tables.Where(table => table.Fault is not null).Select(table => TileText.Name(table.Name)),
    ];

    private static string? Where(TileOverview overview) =>
        (overview.Growing ?? overview.Newest) is { } tile ? TileText.Tile(tile.Place.Id, overview.HasSeveral) : null;

    private static MesoSpimSummary Summary(int started, TileOverview overview, TileSetComparison sets, List<string> differences) => new()
    {
        Format = overview.Format,
        Channels = overview.Channels,
        Shutters = overview.Shutters,
        Rotations = overview.Rotations,
        Rows = sets.Grid?.Rows,
        Columns = sets.Grid?.Columns,
        TilesStarted = started,
        TilesComplete = overview.Finished,
        TilesInTable = sets.InTables,
        RefractiveIndex = overview.RefractiveIndex,
        Differences = differences.Count == 0 ? null : differences,
    };

    private static Dictionary<DatasetField, object?> Fields(
        TileOverview overview,
        HashSet<TileName>? planned,
        TileSetComparison sets,
        bool isComplete,
        int? total,
        MesoSpimSummary summary)
    {
        var channels = new HashSet<string>(overview.Channels, StringComparer.Ordinal);
        foreach (var tile in planned ?? [])
        {
            channels.Add(tile.Channel);
        }

        var fields = new Dictionary<DatasetField, object?>
        {
            [DatasetField.TilesTotal] = (long?)total,
            [DatasetField.TilesFinished] = (long)overview.Finished,
            [DatasetField.ImagingSummary] = summary.Write(),
        };
        Set(fields, DatasetField.Channels, channels.Count == 0 ? null : (long)channels.Count);
        Set(fields, DatasetField.TilesX, (long?)sets.Grid?.Columns);
        Set(fields, DatasetField.TilesY, (long?)sets.Grid?.Rows);
        Set(fields, DatasetField.ResolutionXY, overview.PixelSize);
        Set(fields, DatasetField.ResolutionZ, overview.ZStep);
        Set(fields, DatasetField.InstrumentId, overview.Instrument);
        Set(fields, DatasetField.ImagingStart, Text(overview.Started));
        Set(fields, DatasetField.ImagingEnd, isComplete ? Text(overview.Stopped) : null);
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

using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Reads the tile sets of a mesoSPIM dataset: one for each channel, shutter and rotation (lab.md §4).</summary>
/// <param name="settings">Names and times.</param>
/// <param name="tree">The store.</param>
/// <param name="look">Looks at tiles.</param>
internal sealed class MesoSpimTileSets(MesoSpimSettings settings, IFileTree tree, MesoSpimLook look)
{
    private const int BytesPerPixel = 2;

    private static readonly IReadOnlyList<string> ProjectionEndings = [".tif", ".tiff"];

    /// <summary>Reads them.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>The sets, in order.</returns>
    public IReadOnlyList<TileSet> Read(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = new ObservationRequest { Path = path, Name = Path.GetFileName(path), FullListing = true, Now = now };
        var seen = look.Take(request, before: null, cancellationToken);
        var projections = tree.List(path)
            .Where(entry => entry.Kind == EntryKind.File && entry.Name.StartsWith(settings.ProjectionPrefix, StringComparison.Ordinal))
            .Select(entry => entry.Name)
            .ToHashSet(StringComparer.Ordinal);
        var planned = seen.Tables.SelectMany(table => table.Tiles ?? []).ToHashSet();
        var overview = new TileOverview(seen.Tiles);
        var isImaging = overview.Newest?.Newest is { } newest && !TileState.IsSettled(newest, now, settings.QuietTime);
        var last = seen.Tiles.Select(tile => tile.Place.Id.Tile).Concat(planned.Select(tile => tile.Tile)).DefaultIfEmpty(-1).Max();
        var of = seen.Tiles.ToLookup(tile => tile.Place.Id.Set);
        var grid = StageGrid.Of(Positions(seen.Tiles), settings.PositionTolerance); // all sets are imaged at the same places
        if (planned.Count == 0 && grid is { HasOrder: true })
        {
            last = (int)Math.Max(last, Math.Min(((long)grid.Rows * grid.Columns) - 1, TileSet.MostMissing)); // the rectangle tells how many were planned
        }

        return
        [
            .. of.Select(tiles => tiles.Key)
                .Union(planned.Select(tile => tile.Set))
                .Order(TileOrder.Instance)
                .Select(set => Of(path, set, [.. of[set]], grid, planned, last, new Moment(now, isImaging), projections)),
        ];
    }

    private TileSet Of(
        string path, TileSetName name, List<TileState> states, StageGrid? grid, HashSet<TileName> planned, int last, Moment moment, HashSet<string> projections)
    {
        var tiles = states.ConvertAll(tile => TileOf(path, tile, grid, planned, moment, projections));
        var expected = planned.Count > 0 ? planned.Count(tile => tile.Set == name) : last + 1L;
        var pixelSize = Common(states, tile => tile.PixelSize);
        var size = SizeOf(states);
        return new TileSet
        {
            Name = Path.GetFileName(path),
            Path = path,
            Modality = "mesospim",
            Channel = name.Channel,
            Shutter = name.Shutter,
            Rotation = name.Rotation,
            Rows = grid?.Rows,
            Columns = grid?.Columns,
            ZPlanes = states.Select(tile => tile.Metadata?.Planes).OfType<int>().GroupBy(planes => planes).MaxBy(same => same.Count())?.Key,
            TileWidth = size?.Width,
            TileHeight = size?.Height,
            PixelSize = pixelSize,
            ZStep = Common(states, tile => tile.ZStep) is { } step ? Math.Abs(step) : null,
            OverlapX = Overlap(grid?.PitchX, size?.Width, pixelSize),
            OverlapY = Overlap(grid?.PitchY, size?.Height, pixelSize),
            TilesExpected = (int)Math.Min(expected, int.MaxValue),
            Tiles = tiles,
            Missing = MissingOf(name, states, planned, last, grid),
            IsImaging = moment.IsImaging,
            Misfits = StageGrid.Of(Positions(states), settings.PositionTolerance)?.Misfits ?? [],
            ExpectedBytes = tiles.Exists(tile => tile.ExpectedBytes is null) ? null : tiles.Sum(tile => tile.ExpectedBytes),
            ActualBytes = tiles.Exists(tile => tile is { Path: not null, Length: null }) ? null : tiles.Sum(tile => tile.Length),
        };
    }

    private static List<StagePosition> Positions(IEnumerable<TileState> states) =>
    [
        .. states
            .Where(tile => tile.Metadata is { X: not null, Y: not null })
            .DistinctBy(tile => tile.Place.Id.Tile)
            .Select(tile => new StagePosition(tile.Place.Id.Tile, tile.Metadata!.X!.Value, tile.Metadata.Y!.Value)),
    ];

    private Tile TileOf(string path, TileState state, StageGrid? grid, HashSet<TileName> planned, Moment moment, HashSet<string> projections)
    {
        var (id, metadata) = (state.Place.Id, state.Metadata);
        var place = grid?.PlaceOf(id.Tile);
        var isZarr = state.Place.Format == TileFormat.OmeZarr;
        var projection = ProjectionEndings.Select(ending => settings.ProjectionPrefix + state.Place.Name + ending).FirstOrDefault(projections.Contains);
        return new Tile
        {
            Index = id.Tile,
            Channel = id.Channel,
            Shutter = id.Shutter,
            Rotation = id.Rotation,
            Row = place?.Row + 1,
            Column = place?.Column + 1,
            X = metadata?.X,
            Y = metadata?.Y,
            Path = state.ImageStamp is null ? null : Path.Join(path, state.Place.Image),
            IsZarr = isZarr,
            ProjectionPath = projection is null ? null : Path.Join(path, projection),
            Planes = metadata?.Planes,
            CameraSize = metadata is { CameraWidth: { } width, CameraHeight: { } height } ? (width, height) : null,
            ExpectedBytes = state.ExpectedBytes,
            Length = isZarr ? null : state.ImageStamp?.Length,
            HasStopped = metadata is null ? null : metadata.HasStopped,
            IsComplete = state.IsComplete,
            IsGrowing = IsGrowing(state, moment),
            IsExtra = planned.Count > 0 && !planned.Contains(id),
            Problems = Problems(state, moment),
        };
    }

    // The tile that the microscope writes to, and what it has just finished.
    private bool IsGrowing(TileState state, Moment moment) =>
        !TileState.IsSettled(state.Newest, moment.Now, state.HasStopped ? settings.SettleTime : settings.QuietTime);

    private IReadOnlyList<string> Problems(TileState state, Moment moment) =>
        state.Metadata is { } metadata ? metadata.Problems
        : IsGrowing(state, moment) ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{TileText.Name(state.Place.Name + settings.MetadataEnding)} is missing")];

    // Tiles that the plan has after the last one that was begun are still to come while imaging goes on; the reader of the set knows that it does.
    private static List<Tile> MissingOf(TileSetName name, List<TileState> states, HashSet<TileName> planned, int last, StageGrid? grid)
    {
        var indices = states.Select(tile => tile.Place.Id.Tile).Order().ToArray();
        var missing = planned.Count > 0
            ? planned.Where(tile => tile.Set == name).Select(tile => tile.Tile).Except(indices).Order()
            : IndexRange.Missing(indices, last).SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1));
        return
        [
            .. missing.Take(TileSet.MostMissing).Select(index => new Tile
            {
                Index = index,
                Channel = name.Channel,
                Shutter = name.Shutter,
                Rotation = name.Rotation,
                Row = grid?.PlaceOf(index)?.Row + 1,
                Column = grid?.PlaceOf(index)?.Column + 1,
            }),
        ];
    }

    private static (long Width, long Height)? SizeOf(List<TileState> states)
    {
        var sides = states
            .Where(tile => tile.PlaneBytes > 0)
            .Select(tile => (tile.PlaneBytes, tile.Metadata))
            .GroupBy(tile => tile.PlaneBytes)
            .MaxBy(same => same.Count());
        if (sides?.First() is not ({ } bytes, { CameraWidth: { } width, CameraHeight: { } height }))
        {
            return null;
        }

        // Binning divides both sides by the same number.
        var binning = Math.Sqrt((double)width * height * BytesPerPixel / bytes);
        var (across, down) = (width / binning, height / binning);
        return double.IsInteger(Math.Round(across, 6)) && double.IsInteger(Math.Round(down, 6)) ? ((long)Math.Round(across), (long)Math.Round(down)) : null;
    }

    private static double? Overlap(double? pitch, long? pixels, double? pixelSize) =>
        pitch is { } distance && pixels is { } side && pixelSize is > 0 and var size ? Math.Round(100 * (1 - (distance / (side * size))), 2) : null;

    private static double? Common(List<TileState> states, Func<TileMetadata, string?> value) =>
        states.Select(tile => tile.Metadata is { } metadata ? value(metadata) : null).FirstOrDefault(text => text is not null) is { } first
        && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private readonly record struct Moment(DateTimeOffset Now, bool IsImaging);
}

using System.Globalization;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>What the heads of all images of a montage tell, before any pixel is read.</summary>
internal sealed class TileSurvey
{
    /// <summary>Why a place is black that has no file.</summary>
    public const string Absent = "not there";

    // What libvips takes; and of a row of tiles what a node's memory holds twice.
    private const long LongestSide = 10_000_000;
    private const long MostRowBytes = 1L << 30;

    // Opening costs a parallel file system more than reading does.
    private const int AtATime = 8;

    private TileSurvey(TileShape shape, PixelType type, IReadOnlyDictionary<MontageTile, string> faults)
    {
        Shape = shape;
        Type = type;
        Faults = faults;
    }

    /// <summary>The shape of every image that opens.</summary>
    public TileShape Shape { get; }

    /// <summary>Type of a pixel.</summary>
    public PixelType Type { get; }

    /// <summary>Why a tile has no image, for each that has none.</summary>
    public IReadOnlyDictionary<MontageTile, string> Faults { get; }

    /// <summary>Looks at the heads.</summary>
    /// <param name="request">The montage.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>What they tell.</returns>
    /// <exception cref="StatusException"><c>MontageWithoutTiles</c>, <c>MontageTilesDiffer</c>, <c>MontageTypeUnsupported</c> or <c>MontageTooLarge</c>.</exception>
    public static TileSurvey Of(MontageRequest request, CancellationToken cancellationToken)
    {
        var tiles = request.Channels.SelectMany(channel => channel.Tiles).ToArray();
        var looks = new (TileShape? Shape, string? Fault)[tiles.Length];
        Parallel.For(0, tiles.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, i =>
            looks[i] = tiles[i].Path is { } path ? TileImages.Look(path, cancellationToken) : (null, Absent));
        var shape = looks.Where(look => look.Shape is not null).GroupBy(look => look.Shape).MaxBy(same => same.Count())?.Key ?? throw WithoutTiles(request, tiles, looks);
        var other = Array.FindIndex(looks, look => look.Shape is not null && look.Shape != shape);
        if (other >= 0 || shape.Planes != 1)
        {
            throw other >= 0 ? Differs(tiles[other].Path!, looks[other].Shape!, shape) : ManyPlanes(FirstPath(), shape);
        }

        if (PixelType.Of(shape.Plane) is not { } type)
        {
            throw new StatusException(
                "MontageTypeUnsupported",
                StatusErrorCategory.InvalidData,
                $"'{FirstPath()}' is {shape}: no montage is made of that type of pixels.",
                "Save the tiles as grey images of 8, 16 or 32 bits.",
                FirstPath());
        }

        if (IsTooLarge(request, shape.Plane, type))
        {
            throw TooLarge(request, FirstPath(), shape);
        }

        var faults = new Dictionary<MontageTile, string>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < tiles.Length; i++)
        {
            if (looks[i].Shape is null)
            {
                faults[tiles[i]] = looks[i].Fault!;
            }
        }

        return new TileSurvey(shape, type, faults);

        string FirstPath() => tiles[Array.FindIndex(looks, look => look.Shape is not null)].Path!;
    }

    /// <summary>No channel has an image that opens.</summary>
    /// <param name="request">The montage.</param>
    /// <param name="example">A file and what is wrong with it, or null when there is no file at all.</param>
    /// <returns>The error.</returns>
    public static StatusException WithoutTiles(MontageRequest request, string? example) => new(
        "MontageWithoutTiles",
        StatusErrorCategory.NotFound,
        string.Create(CultureInfo.InvariantCulture, $"No tile of '{request.Name}' has an image that opens{(example is null ? "" : $", for example {example}")}."),
        "Wait until tiles have been imaged; maximum projections lie beside them.",
        request.Name);

    private static StatusException WithoutTiles(MontageRequest request, MontageTile[] tiles, (TileShape? Shape, string? Fault)[] looks)
    {
        var first = Array.FindIndex(tiles, tile => tile.Path is not null);
        return WithoutTiles(request, first < 0 ? null : $"'{tiles[first].Path}': {looks[first].Fault}");
    }

    private static bool IsTooLarge(MontageRequest request, TiffShape tile, PixelType type)
    {
        var (width, height) = ((UInt128)tile.Width * (UInt128)request.Columns, (UInt128)tile.Height * (UInt128)request.Rows);
        return width > LongestSide || height > LongestSide || width * (UInt128)tile.Height * (UInt128)type.Bytes > MostRowBytes;
    }

    private static StatusException TooLarge(MontageRequest request, string path, TileShape shape) => new(
        "MontageTooLarge",
        StatusErrorCategory.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A montage of {request.Rows} × {request.Columns} tiles like '{path}', which is {shape}, is too large: no side may have more than {LongestSide} pixels, no row of tiles more than {MostRowBytes} bytes."),
        "Look whether the size of that image can be right, or give -Rows and -Columns of a smaller grid.",
        path);

    private static StatusException Differs(string path, TileShape shape, TileShape others) => new(
        "MontageTilesDiffer",
        StatusErrorCategory.InvalidData,
        $"'{path}' is {shape}, and the other tiles are {others}: one montage cannot hold both.",
        "Move that file away, so that its place is black, or image the tile again.",
        path);

    private static StatusException ManyPlanes(string path, TileShape shape) => new(
        "MontageTilesDiffer",
        StatusErrorCategory.InvalidData,
        $"'{path}' is {shape}: a montage is made of single planes.",
        "Name the maximum projections instead.",
        path);
}

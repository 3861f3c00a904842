using System.Text.Json.Nodes;
using MicroStatus.Backend.Tiles.Montage;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

/// <summary>A folder of tiles for one test, and montages of them.</summary>
public sealed class MontageBench(MontageTruth truth) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("montage-");
    private int _seed;

    public string Out => Path.Join(_folder.FullName, "out");

    public int Width { get; init; } = 40;

    public int Height { get; init; } = 32;

    public string Type { get; init; } = "uint16";

    public string PathOf(string name) => Path.Join(_folder.FullName, name);

    /// <summary>Tiles as tifffile writes them.</summary>
    public string[] Write(int count, string prefix = "t", object? more = null, int? width = null, int? height = null, string? type = null)
    {
        var paths = Enumerable.Range(0, count).Select(i => PathOf($"{prefix}{i}.tif")).ToArray();
        var task = new JsonObject
        {
            ["seed"] = ++_seed,
            ["width"] = width ?? Width,
            ["height"] = height ?? Height,
            ["type"] = type ?? Type,
            ["paths"] = new JsonArray([.. paths.Select(path => JsonValue.Create(path))]),
        };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject().ToList())
        {
            task[name] = value!.DeepClone();
        }

        truth.Ask("write", task);
        return paths;
    }

    /// <summary>A request by way of the planner; a path that is null has no tile.</summary>
    public MontageRequest Plan(int rows, int columns, params string?[] paths) => Plan(new MontageOptions { Folder = Out, Rows = rows, Columns = columns }, paths);

    public static MontageRequest Plan(MontageOptions options, params string?[][] channels) => MontagePlanner.Plan(
        [.. channels.Select((paths, channel) => new TileSet
        {
            Name = "KC34",
            Path = "/tiles",
            Modality = "mesospim",
            Channel = channel switch { 0 => "488", 1 => "561", _ => $"{channel}" },
            PixelSize = 2,
            TilesExpected = paths.Length,
            Tiles = [.. paths.Select((path, i) => new Tile { Index = i, ProjectionPath = path }).Where(tile => tile.ProjectionPath is not null)],
        })],
        options);

    public static IReadOnlyList<TileMontage> Make(MontageRequest request) => new VipsMontages().Make(request, progress: null, TestContext.Current.CancellationToken);

    /// <summary>What numpy says of a channel's files, with what it takes for the places without an image.</summary>
    public JsonNode Judge(MontageRequest request, TileMontage made, int channel = 0, params string[] black)
    {
        var places = new JsonArray([.. Enumerable.Range(0, request.Rows).Select(_ => new JsonArray([.. Enumerable.Range(0, request.Columns).Select(_ => (JsonNode?)null)]))]);
        foreach (var tile in request.Channels[channel].Tiles.Where(tile => tile.Path is not null && !black.Contains(tile.Path)))
        {
            places[tile.Row]![tile.Column] = tile.Path;
        }

        return truth.Ask("judge", new { places, width = Width, height = Height, type = Type, factor = request.Downscale, tiff = made.Path, preview = made.PreviewPath });
    }

    public JsonNode Look(string picture, params int[][] at) => truth.Ask("look", new { picture, at });

    public void Dispose() => _folder.Delete(recursive: true);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Metadata of the demo lab's OME-Zarr datasets (Zarr 3, OME 0.5), as the microscope's program writes it.</summary>
internal static class ZarrText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The group that holds the tiles.</summary>
    /// <returns>The bytes of its <c>zarr.json</c>.</returns>
    public static byte[] Group() => Bytes(Node("group", new JsonObject()));

    /// <summary>A tile's group.</summary>
    /// <param name="content">The tile.</param>
    /// <returns>The bytes of its <c>zarr.json</c>.</returns>
    public static byte[] Tile(DemoContent.ZarrTile content)
    {
        var scenario = content.Scenario;
        var (x, y) = MesoSpimImages.Position(scenario, content.Tile);
        var axes = new JsonArray();
        foreach (var axis in (ReadOnlySpan<string>)["z", "y", "x"])
        {
            axes.Add(new JsonObject { ["name"] = axis, ["type"] = "space", ["unit"] = "micrometer" });
        }

        var datasets = new JsonArray();
        for (var level = 0; level < 2; level++)
        {
            var factor = 1 << level;
            datasets.Add(new JsonObject
            {
                ["path"] = level.ToString(CultureInfo.InvariantCulture),
                ["coordinateTransformations"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "scale",
                        ["scale"] = new JsonArray(Math.Abs(scenario.ZStep) * factor, scenario.PixelSize * factor, scenario.PixelSize * factor),
                    },
                    new JsonObject { ["type"] = "translation", ["translation"] = new JsonArray(0d, y, x) }),
            });
        }

        var image = new JsonObject { ["axes"] = axes, ["datasets"] = datasets, ["name"] = "image", ["type"] = "image" };
        var ome = new JsonObject { ["version"] = "0.5", ["multiscales"] = new JsonArray(image) };
        return Bytes(Node("group", new JsonObject { ["ome"] = ome }));
    }

    /// <summary>One resolution of a tile.</summary>
    /// <param name="content">The resolution.</param>
    /// <returns>The bytes of its <c>zarr.json</c>.</returns>
    public static byte[] Array(DemoContent.ZarrArray content)
    {
        var planes = content.Scenario.Planes >> content.Level;
        var size = content.Scenario.Size >> content.Level;
        var node = Node("array", new JsonObject());
        node["shape"] = new JsonArray(planes, size, size);
        node["data_type"] = "uint16";
        node["chunk_grid"] = Named("regular", new JsonObject { ["chunk_shape"] = new JsonArray(1, size, size) });
        node["chunk_key_encoding"] = Named("default", new JsonObject { ["separator"] = "/" });
        node["fill_value"] = 0;
        node["codecs"] = new JsonArray(Named("bytes", new JsonObject { ["endian"] = "little" }));
        node["dimension_names"] = new JsonArray("z", "y", "x");
        return Bytes(node);
    }

    /// <summary>The overview beside the group, which proves nothing: it is written before the tiles are.</summary>
    /// <param name="content">The dataset.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Overview(DemoContent.ZarrOverview content)
    {
        var views = new StringBuilder();
        foreach (var tile in content.Scenario.Tiles())
        {
            views.Append(CultureInfo.InvariantCulture, $"    <ViewSetup><name>{tile.Label}</name></ViewSetup>\n");
        }

        return Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<SpimData version=\"0.2\">\n  <ViewSetups>\n{views}  </ViewSetups>\n</SpimData>\n");
    }

    private static JsonObject Node(string kind, JsonObject attributes) =>
        new() { ["zarr_format"] = 3, ["node_type"] = kind, ["attributes"] = attributes };

    private static JsonObject Named(string name, JsonObject configuration) => new() { ["name"] = name, ["configuration"] = configuration };

    private static byte[] Bytes(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString(Indented));
}

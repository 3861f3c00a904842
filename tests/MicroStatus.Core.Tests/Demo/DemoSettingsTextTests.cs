using System.Text.Json;
using CsCheck;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Core.Tests.Demo;

public class DemoSettingsTextTests
{
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void Every_path_of_the_stores_lies_below_the_folder()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);
        var storage = json.RootElement.GetProperty("Storage");

        Assert.Equal("/data/demo/CBI_FastStore", storage.GetProperty("FastStore").GetProperty("Root").GetString());
        Assert.Equal("/data/demo/h20", storage.GetProperty("Hive").GetProperty("Root").GetString());
        Assert.Equal(
            "/data/demo/CBI_FastStore/Iana/RSCM_MesoSPIM_datasets.db",
            json.RootElement.GetProperty("Database").GetProperty("Path").GetString());
    }

    [Fact]
    public void Nothing_but_paths_differs_from_the_defaults()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);

        Assert.All(Values(json.RootElement), v => Assert.StartsWith("/data/demo/", v, StringComparison.Ordinal));
        Assert.False(json.RootElement.TryGetProperty("Discovery", out _));
    }

    [Fact]
    public void Each_setting_is_explained() =>
        Assert.Contains("    // The SQLite file.\n    \"Path\": ", DemoSettingsText.Render("/data/demo"), StringComparison.Ordinal);

    [Fact]
    public void Any_folder_name_survives_the_file() => Gen.String.Where(s => !s.Any(char.IsSurrogate)).Sample(name =>
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/" + name + "x"), Commented);
        Assert.All(Values(json.RootElement), v => Assert.StartsWith("/" + name + "x/", v, StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("/CBI_FastStore", "/d/CBI_FastStore")]
    [InlineData("/h20/home/lab/bin/python /h20/home/lab/x.py", "/d/h20/home/lab/bin/python /d/h20/home/lab/x.py")]
    [InlineData("/CBI_FastStore2/x", "/CBI_FastStore2/x")]
    [InlineData("/data/h20", "/data/h20")]
    [InlineData("sbatch", "sbatch")]
    public void Paths_of_the_stores_are_put_below_the_folder_and_others_stay(string value, string expected) =>
        Assert.Equal(expected, DemoSettingsText.Below(value, "/d/"));

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Values(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values).Where(item => item.Contains('/', StringComparison.Ordinal)),
        _ => [element.GetString()!],
    };
}

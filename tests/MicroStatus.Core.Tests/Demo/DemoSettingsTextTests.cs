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
    public void Nothing_points_at_a_real_lab()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);
        var values = Values(json.RootElement).ToList();

        Assert.DoesNotContain(values, v => v.StartsWith("/CBI_FastStore", StringComparison.Ordinal) || v.StartsWith("/h20", StringComparison.Ordinal));
        Assert.Contains(values, v => v == "/data/demo/h20/home/lab/scripts/run_cbpy.sh");
    }

    [Fact]
    public void What_is_as_in_a_real_lab_is_left_out()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);

        Assert.False(json.RootElement.TryGetProperty("Check", out _));
        Assert.False(json.RootElement.GetProperty("Rscm").TryGetProperty("DatasetPattern", out _));
    }

    [Fact]
    public void Neither_people_nor_the_cluster_hear_of_the_lab()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);

        Assert.False(json.RootElement.GetProperty("Messages").GetProperty("MessagesEnabled").GetBoolean());
        Assert.False(json.RootElement.GetProperty("Messages").GetProperty("Heartbeat").GetProperty("Enabled").GetBoolean());
        Assert.Equal("Local", json.RootElement.GetProperty("Cluster").GetProperty("Executor").GetString());
    }

    [Fact]
    public void Clusters_are_played_by_scripts_that_are_run_without_a_cluster()
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/data/demo"), Commented);
        var start = json.RootElement.GetProperty("Rscm").GetProperty("Processing").GetProperty("Denoising").GetProperty("Start");

        Assert.Equal("/data/demo/demo-cluster/jobs", json.RootElement.GetProperty("Demo").GetProperty("JobsFolder").GetString());
        Assert.Equal(["/data/demo/h20/home/lab/scripts/run_cbpy.sh"], Values(start));
    }

    [Fact]
    public void Each_setting_is_explained() =>
        Assert.Contains("    // The SQLite file.\n    \"Path\": ", DemoSettingsText.Render("/data/demo"), StringComparison.Ordinal);

    [Fact]
    public void Any_folder_name_survives_the_file() => Gen.String.Where(s => !s.Any(char.IsSurrogate)).Sample(name =>
    {
        using var json = JsonDocument.Parse(DemoSettingsText.Render("/" + name + "x"), Commented);
        Assert.Equal($"/{name}x/h20", json.RootElement.GetProperty("Storage").GetProperty("Hive").GetProperty("Root").GetString());
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
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}

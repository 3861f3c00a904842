using System.Text;
using System.Text.Json;
using CsCheck;
using MicroStatus.Acquisition;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §2: the marker file.</summary>
public class DatasetMarkerTests
{
    [Fact]
    public void A_marker_of_existing_tools_has_a_path_and_no_id() =>
        Assert.Equal(new DatasetMarker("/a/b", null), DatasetMarker.Read(Encoding.UTF8.GetBytes("""{"path": "/a/b"}""")));

    [Fact]
    public void Keys_of_others_survive_rewriting()
    {
        var earlier = Encoding.UTF8.GetBytes("""{"path": "/old", "owner": {"name": "x"}}""");

        var written = DatasetMarker.Write(earlier, "/new \"quoted\" 🔬", 7);

        Assert.Equal(new DatasetMarker("/new \"quoted\" 🔬", 7), DatasetMarker.Read(written));
        using var document = JsonDocument.Parse(written);
        Assert.Equal("x", document.RootElement.GetProperty("owner").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"path\": 5, \"id\": \"x\"}")]
    [InlineData("{\"path\"")]
    [InlineData("{\"path\": \"a\", \"path\": \"b\"}")]
    public void What_is_no_marker_knows_nothing(string content) =>
        Assert.Null(DatasetMarker.Read(Encoding.UTF8.GetBytes(content)).Id);

    [Fact]
    public void No_garbage_makes_it_throw() =>
        Gen.Byte.Array[0, 100].Sample(garbage =>
        {
            _ = DatasetMarker.Read(garbage);
            Assert.Equal("/p", DatasetMarker.Read(DatasetMarker.Write(garbage, "/p", 1)).Path);
        });
}

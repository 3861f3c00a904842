using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves.Publishing;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Moves.Publishing;

public sealed class PublishRulesTests
{
    private static readonly Dataset Row = new()
    {
        Id = 1,
        Name = "8257_stack1",
        Pi = "klimstra-w",
        ClNumber = "5CL18",
        Moved = true,
        PathOnHive = "/h20/Acquire/RSCM/klimstra-w/5CL18/8257_stack1",
    };

    private readonly PublishRules _rules = new(new PublishSettings(), "00CL00");

    [Theory]
    [InlineData("klimstra-w", true)]
    [InlineData("O'Brien Smith-J", true)]
    [InlineData("müller-ä", true)]
    [InlineData("klimstra", false)]
    [InlineData("klimstra-wb", false)]
    [InlineData("klimstra-w\n", false)]
    [InlineData("klimstra/../x-w", false)]
    [InlineData("-w", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_name_of_the_pi_decides(string? pi, bool fits)
    {
        Assert.Equal(fits, _rules.FitsPi(Row with { Pi = pi }));
        Assert.Equal(fits, ReasonsOf(Row with { Pi = pi }).Count == 0);
    }

    [Fact]
    public void Whatever_holds_is_told_at_once() => Assert.Equal(
        ["It is published already.", "It is paused.", "It is not moved to Hive yet.", "It has no PI."],
        ReasonsOf(Row with { Public = true, Paused = true, Moved = false, Pi = null }));

    [Theory]
    [InlineData(null)]
    [InlineData("/elsewhere/8257_stack1")]
    [InlineData("/h20/other/8257_stack1")]
    [InlineData("/h20/Acquire/RSCM/../../8257_stack1")]
    [InlineData("/CBI_FastStore/Acquire/RSCM/x")]
    public void A_place_that_is_none_on_Hive_refuses(string? path) =>
        Assert.Equal(["Its row does not tell a folder below the acquisitions on Hive."], ReasonsOf(Row with { PathOnHive = path }));

    [Fact]
    public void A_demo_dataset_is_never_touched() =>
        Assert.Equal(["It is a demo dataset, which is never touched."], _rules.Reasons(Row, WhereOf(Row) with { IsDemo = true }));

    [Theory]
    [InlineData("5CL18", "8257_stack1", "/h20/Public/klimstra-w/5CL18/8257_stack1")]
    [InlineData(null, "a b", "/h20/Public/klimstra-w/00CL00/a b")]
    [InlineData("", "{Pi}", "/h20/Public/klimstra-w/00CL00/klimstra-w")]
    [InlineData("..", "a", null)]
    [InlineData("5CL18", "../../x", null)]
    [InlineData("5CL18", ".", null)]
    [InlineData("a/b", "a", null)]
    [InlineData("5CL18", "a\0b", null)]
    public void The_place_never_leaves_the_root(string? clNumber, string name, string? folder)
    {
        var place = _rules.Place(Row with { ClNumber = clNumber, Name = name });
        Assert.Equal(folder, place?.Folder);
        Assert.Equal(folder is null ? null : "/h20/Public/klimstra-w", place?.PiFolder);
    }

    [Fact]
    public void The_settings_say_where_it_goes()
    {
        var rules = new PublishRules(new PublishSettings { Root = "/pub/", Folder = "shared/of_{Pi}/{Name}_{ClNumber}" }, "00CL00");
        Assert.Equal(new PublishPlace("/pub/shared/of_klimstra-w", "/pub/shared/of_klimstra-w/8257_stack1_5CL18"), rules.Place(Row));
    }

    private static Whereabouts WhereOf(Dataset row)
    {
        var storage = new StorageSettings();
        return new Whereabouts { FastStorePath = StorePath.Of(row.Path, storage), HivePath = StorePath.Of(row.PathOnHive, storage) };
    }

    private IReadOnlyList<string> ReasonsOf(Dataset row) => _rules.Reasons(row, WhereOf(row));
}

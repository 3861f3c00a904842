using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing.Analysis;

namespace MicroStatus.Core.Tests.Processing;

/// <summary>Which datasets get an analysis task, and where its results go (lab.md §12).</summary>
public sealed class AnalysisRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly AnalysisRules Rules = new(new StatusSettings());

    private static readonly Dataset Row = new()
    {
        Id = 7,
        Name = "a_stack1",
        IsBrain = true,
        ProcessingStatus = ProcessingStatus.Finished,
        ImarisFilePath = "/h20/Acquire/RSCM/cebra/5CL18/a_stack1/a.ims",
        LastProgress = Noon,
    };

    [Fact]
    public void A_finished_brain_dataset_gets_a_task() => Assert.Empty(Rules.Reasons(Row, isDemo: false));

    [Fact]
    public void Others_get_none()
    {
        Assert.Single(Rules.Reasons(Row, isDemo: true));
        Assert.Single(Rules.Reasons(Row with { IsBrain = false }, isDemo: false));
        Assert.Single(Rules.Reasons(Row with { ProcessingStatus = ProcessingStatus.BuiltIms }, isDemo: false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.ims")]
    [InlineData("/h20/Acquire/RSCM/cebra/../../../etc/a.ims")]
    [InlineData("/elsewhere/a.ims")]
    [InlineData("/h20/Acquire/RSCM/cebra/a.txt")]
    public void A_file_that_is_no_Imaris_file_on_a_store_is_none(string? path) => Assert.Single(Rules.Reasons(Row with { ImarisFilePath = path }, isDemo: false));

    [Theory]
    [InlineData(-1, null, true)]
    [InlineData(0, 0, true)]
    [InlineData(-1, 0, false)]
    public void Only_what_was_built_after_the_take_over_gets_one(int written, int? since, bool isNews) =>
        Assert.Equal(isNews, AnalysisRules.IsNews(Row, Noon.AddMinutes(written), since is { } minutes ? Noon.AddMinutes(minutes) : null));

    [Fact]
    public void What_was_imported_or_never_seen_gets_none()
    {
        Assert.False(AnalysisRules.IsNews(Row with { Imported = Noon.AddMinutes(1) }, Noon, null));
        Assert.False(AnalysisRules.IsNews(Row with { LastProgress = null }, Noon, null));
    }

    [Fact]
    public void Results_are_looked_for_above_the_file_and_never_above_its_store() => Assert.Equal(
        ["/h20/Acquire/cebra/x/analysis", "/h20/Acquire/cebra/analysis", "/h20/Acquire/analysis", "/h20/analysis"],
        Rules.OutputFolders("/h20/Acquire/cebra/x/a.ims"));

    [Theory]
    [InlineData("cebra", "5CL18", "/h20/Acquire/cebra/5CL18/analysis")]
    [InlineData(null, null, "/h20/Acquire/None/00CL00/analysis")]
    [InlineData("../..", "5CL18", null)]
    [InlineData("cebra", "..", null)]
    public void Without_one_they_go_to_the_folder_of_PI_and_CL_number(string? pi, string? clNumber, string? folder) =>
        Assert.Equal(folder, Rules.DefaultOutputFolder(Row with { Pi = pi, ClNumber = clNumber }));

    [Theory]
    [InlineData(null, false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("2026-09-14_08-00-00", true)]
    [InlineData("garbage", true)] // a second one is never made blindly
    public void What_the_column_holds_tells_whether_there_is_one(string? text, bool hasTask) => Assert.Equal(hasTask, (Row with { AnalysisTaskText = text }).HasAnalysisTask);
}

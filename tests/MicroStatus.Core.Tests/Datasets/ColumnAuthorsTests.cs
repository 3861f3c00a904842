using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Datasets;

public sealed class ColumnAuthorsTests
{
    [Theory]
    [InlineData("keep_composites", "keep_composites", ColumnAuthors.Person)]
    [InlineData("delete_405", "delete_405,paused", ColumnAuthors.Person)]
    [InlineData("paused", "paused", ColumnAuthors.Person)]
    [InlineData("paused", "paused,ribbons_finished", ColumnAuthors.Person)]
    [InlineData("paused", "paused,imaging_status", ColumnAuthors.Monitor)]
    [InlineData("paused", "PROCESSING_STATUS,paused", ColumnAuthors.Monitor)]
    [InlineData("moving", "moving", ColumnAuthors.Person)]
    [InlineData("pi", "pi,cl_number", ColumnAuthors.Person)]
    [InlineData("imaging_status", "imaging_status", ColumnAuthors.Monitor)]
    [InlineData("ribbons_finished", "ribbons_finished", ColumnAuthors.Monitor)]
    [InlineData("moved", "moved,path_on_hive,moving", ColumnAuthors.Monitor)]
    [InlineData("scheduler_posted", "scheduler_posted", ColumnAuthors.Monitor)]
    public void A_column_tells_whether_a_person_or_a_monitor_changes_it(string column, string together, string author) =>
        Assert.Equal(author, ColumnAuthors.Of(column, together.Split(',')));

    [Theory]
    [InlineData("ribbons_finished", true)]
    [InlineData("z_layers_current", true)]
    [InlineData("imaging_summary", true)]
    [InlineData("imaging_status", false)]
    [InlineData("ribbons_total", false)]
    [InlineData(null, false)]
    public void Counts_and_summaries_go_on_changing(string? column, bool isRunning) => Assert.Equal(isRunning, ColumnAuthors.IsRunning(column));
}

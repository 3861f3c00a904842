using System.Management.Automation;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Datasets.Comparison;

namespace MicroStatus.Cmdlet.Tests.Datasets;

public sealed class CompareDatasetCommandTests : IDisposable
{
    private const string Fast = "/CBI_FastStore/Acquire/RSCM/";

    private readonly FakeBackend _backend = new();
    private readonly FakeDatabaseFiles _files;
    private readonly CmdletRunner _runner;

    public CompareDatasetCommandTests()
    {
        _backend.DatabaseFilesOverride = _files = new FakeDatabaseFiles(_backend.Database, _backend.Time);
        _backend.Files.AddFolder("/CBI_FastStore/Acquire/RSCM").AddFolder("/h20/Acquire");
        _runner = new CmdletRunner(_backend, typeof(CompareDatasetCommand), typeof(GetDatasetCommand));
        Add("gone_stack1");
        Add("gone_stack2");
        _backend.Files.AddFile(Fast + "new_stack3/vs_series.dat", []);
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void All_datasets_and_what_no_row_knows_are_compared_for_reading_only()
    {
        var result = _runner.Run("Compare-Dataset");
        Assert.Equal(
            ["gone_stack1 FolderGone", "gone_stack2 FolderGone", "new_stack3 NotRecorded"],
            result.Of<DatasetDifference>().Select(difference => $"{difference.Name} {difference.Kind}"));
        Assert.Equal([DatabaseAccess.ReadOnly], _files.Opened);
        Assert.Empty(_backend.Files.Acts);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData("Compare-Dataset -Id 2")]
    [InlineData("2 | Compare-Dataset")]
    [InlineData("Compare-Dataset *STACK2")]
    [InlineData("'gone_stack2' | Compare-Dataset")]
    [InlineData("Get-Dataset -Id 2 | Compare-Dataset")]
    public void Given_datasets_alone_are_compared(string script) =>
        Assert.Equal([2L], _runner.Run(script).Of<DatasetDifference>().Select(difference => difference.Id ?? 0));

    [Fact]
    public void What_is_asked_for_and_not_found_is_an_error_and_the_rest_is_compared()
    {
        var result = _runner.Run("Compare-Dataset -Id 1, 77; Compare-Dataset nothing");
        Assert.Single(result.Output);
        Assert.Equal(
            ["DatasetNotFound,MicroStatus.Datasets.CompareDatasetCommand", "DatasetNotFound,MicroStatus.Datasets.CompareDatasetCommand"], result.ErrorIds);
    }

    [Fact]
    public void A_store_that_is_absent_is_a_warning()
    {
        _backend.Files.Remove("/CBI_FastStore/Acquire");
        var result = _runner.Run("1, 2 | Compare-Dataset");
        Assert.Single(result.Warnings);
        Assert.Empty(result.Output);
    }

    private void Add(string name) => _backend.Database.Datasets.Add(new Dataset
    {
        Id = _backend.Database.Datasets.Count + 1,
        Name = name,
        Path = Fast + name,
        Modality = "rscm",
    });
}

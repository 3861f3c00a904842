using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database.Examination;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Database;

public sealed class StatusWordTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public StatusWordTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetDatasetCommand), typeof(SetDatasetCommand), typeof(GetDatasetEventCommand));
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "a_stack1", Path = "/fast/a_stack1", ImagingStatus = ImagingStatus.NeedsAttention });
        _backend.Database.Datasets.Add(new Dataset { Id = 2, Name = "b_stack1", Path = "/fast/b_stack1" });
    }

    public void Dispose() => _runner.Dispose();

    [Theory]
    [InlineData("needs_attention")]
    [InlineData("NeedsAttention")]
    [InlineData("'finished', needs_attention")]
    public void Statuses_are_taken_as_they_are_shown(string status) =>
        Assert.Equal(1, Assert.Single(_runner.Run($"Get-Dataset -ImagingStatus {status}").Of<Dataset>()).Id);

    [Fact]
    public void A_finding_selects_its_rows_by_id_and_never_by_a_name_as_a_pattern()
    {
        var finding = new DatabaseFinding { Severity = FindingSeverity.Warning, Check = DatabaseCheck.Value, Id = [2], Subject = "*", Text = "Odd." };
        Assert.Equal([2L], _runner.Run("$input | Get-Dataset", finding).Of<Dataset>().Select(row => row.Id));
        Assert.Empty(_runner.Run("$input | Set-Dataset -Public $true -WhatIf", finding).ErrorIds);
        Assert.Contains("#2 b_stack1", Assert.Single(_runner.Host.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_name_or_kind_does_not_read_as_nothing_happened()
    {
        Assert.Equal(["DatasetNotFound,MicroStatus.Datasets.GetDatasetEventCommand"], _runner.Run("Get-DatasetEvent nosuch").ErrorIds);
        Assert.Empty(_runner.Run("Get-DatasetEvent a_stack1").ErrorIds);
        Assert.Contains("no kind of change", Assert.Single(_runner.Run("Get-DatasetEvent -Kind bogus").Warnings), StringComparison.Ordinal);
    }
}

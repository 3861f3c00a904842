using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Datasets;

/// <summary>Get-Pi and Get-ClNumber, and how their output goes into the others.</summary>
public sealed class GetOwnersCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public GetOwnersCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetDatasetCommand), typeof(GetPiCommand), typeof(GetClNumberCommand));
        var database = _backend.Database;
        database.Pis.Add(new PiSummary { Pi = "klimstra-w", PiId = 1, Datasets = 2 });
        database.Pis.Add(new PiSummary { Pi = "Müller [a]", PiId = 2, Datasets = 1 });
        database.Pis.Add(new PiSummary { Pi = string.Empty, PiId = 3 });
        database.ClNumbers.Add(new ClNumberSummary { ClNumber = "5CL18", ClNumberId = 4, Pi = "klimstra-w" });
        database.ClNumbers.Add(new ClNumberSummary { ClNumber = "CL1", ClNumberId = 5 });
        database.Datasets.Add(new Dataset { Id = 1, Name = "a", Pi = "klimstra-w", ClNumber = "5CL18" });
        database.Datasets.Add(new Dataset { Id = 2, Name = "b", Pi = "klimstra-w", ClNumber = "CL1" });
        database.Datasets.Add(new Dataset { Id = 3, Name = "c", Pi = "Müller [a]", ClNumber = "CL1" });
        database.Datasets.Add(new Dataset { Id = 4, Name = "d" });
    }

    public void Dispose() => _runner.Dispose();

    [Theory]
    [InlineData("Get-Pi", "1 2 3")]
    [InlineData("Get-Pi klim*", "1")]
    [InlineData("Get-Pi -Name KLIMSTRA-W", "1")]
    [InlineData("'klim*' | Get-Pi", "1")]
    [InlineData("Get-Dataset -Id 2 | Get-Pi", "1")]
    [InlineData("Get-Dataset -Id 4 | Get-Pi", "")]
    [InlineData("Get-ClNumber 5CL18 | Get-Pi", "1")]
    [InlineData("Get-ClNumber CL1 | Get-Pi", "")]
    [InlineData("[pscustomobject]@{ Name = 'klim*' } | Get-Pi", "1")]
    public void PIs_are_found(string script, string ids)
    {
        var result = _runner.Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(ids, string.Join(' ', result.Of<PiSummary>().Select(pi => pi.PiId)));
    }

    [Theory]
    [InlineData("Get-ClNumber", "4 5")]
    [InlineData("Get-ClNumber 5*", "4")]
    [InlineData("Get-ClNumber -Pi klim*", "4")]
    [InlineData("Get-Pi klim* | Get-ClNumber", "4")]
    [InlineData("Get-Pi | Get-ClNumber cl1", "")]
    [InlineData("Get-Dataset -Id 3 | Get-ClNumber", "5")]
    [InlineData("Get-Dataset -Id 4 | Get-ClNumber", "")]
    [InlineData("'CL1' | Get-ClNumber", "5")]
    public void CL_numbers_are_found(string script, string ids) =>
        Assert.Equal(ids, string.Join(' ', _runner.Run(script).Of<ClNumberSummary>().Select(clNumber => clNumber.ClNumberId)));

    [Theory]
    [InlineData("Get-Pi klim* | Get-Dataset", "1 2")]
    [InlineData("Get-Pi 'Müller*' | Get-Dataset", "3")]
    [InlineData("Get-Pi -Name klim* | Get-Dataset -ClNumber CL1", "2")]
    [InlineData("Get-ClNumber 5CL18 | Get-Dataset", "1")]
    [InlineData("Get-ClNumber CL1 | Get-Dataset", "2 3")]
    [InlineData("Get-Pi | Get-ClNumber | Get-Dataset", "1")]
    [InlineData("Get-Dataset | Get-Dataset", "1 2 3 4")]
    [InlineData("Get-Dataset -Id 2 | Get-Pi | Get-Dataset", "1 2")]
    public void What_they_emit_selects_datasets(string script, string ids)
    {
        var result = _runner.Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(ids, string.Join(' ', result.Of<Dataset>().Select(dataset => dataset.Id)));
    }

    [Fact]
    public void A_piped_dataset_is_found_by_its_id_though_it_has_another_PI_and_CL_number_by_now()
    {
        var stale = _backend.Database.Datasets[0] with { Pi = "Müller [a]", ClNumber = "CL1", Name = "z" };
        var result = _runner.With("stale", stale).Run("$stale | Get-Dataset");
        Assert.Equal([1L], result.Of<Dataset>().Select(dataset => dataset.Id));
        Assert.Equivalent(new DatasetFilter { Ids = [1] }, _backend.Database.LastFilter, strict: true);
    }

    [Fact]
    public void Plain_names_that_are_not_there_are_errors_that_offer_near_ones()
    {
        var result = _runner.Run("Get-Pi klimstra, nobody*, klimstra-w; Get-ClNumber 5CL19; Get-ClNumber CL1 -Pi klimstra-w");
        Assert.Equal(
            ["PiNotFound,MicroStatus.Datasets.GetPiCommand", "ClNumberNotFound,MicroStatus.Datasets.GetClNumberCommand", "ClNumberNotFound,MicroStatus.Datasets.GetClNumberCommand"],
            result.ErrorIds);
        Assert.Equal(["klimstra", "5CL19", "CL1"], result.Errors.Select(error => error.TargetObject));
        Assert.Equal("There is no PI 'klimstra'. Did you mean 'klimstra-w'?", result.Errors[0].Exception.Message);
        Assert.Single(result.Output);
    }

    [Fact]
    public void The_database_is_opened_once_for_reading()
    {
        _runner.Run("Get-Dataset | Get-Pi");
        Assert.All(_backend.DatabaseFilesOverride!.Opened, access => Assert.Equal(DatabaseAccess.ReadOnly, access));
        Assert.Equal(2, _backend.DatabaseFilesOverride!.Opened.Count);
    }
}

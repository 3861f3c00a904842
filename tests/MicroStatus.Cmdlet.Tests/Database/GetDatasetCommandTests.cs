using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Database;

public sealed class GetDatasetCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public GetDatasetCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetDatasetCommand), typeof(GetDatasetEventCommand));
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "8257_try2_stack1", Pi = "Müller", ClNumber = "5CL18", Modality = "rscm" });
        _backend.Database.Datasets.Add(new Dataset { Id = 2, Name = "KC34[1]", Pi = "klimstra-w", ClNumber = "12CL3", Modality = "mesospim", ImagingStatus = ImagingStatus.Finished });
        _backend.Database.Events.Add(new DatasetEvent { EventId = 1, Id = 1, Time = DateTimeOffset.UnixEpoch, Name = "8257_try2_stack1", Kind = "registered" });
        _backend.Database.Events.Add(new DatasetEvent { EventId = 2, Id = 2, Time = DateTimeOffset.UnixEpoch.AddDays(1), Name = "KC34[1]", Kind = "imaging" });
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Without_parameters_all_datasets_come_from_a_database_opened_for_reading_and_closed_afterwards()
    {
        Assert.Equal([1L, 2L], _runner.Run("Get-Dataset").Of<Dataset>().Select(dataset => dataset.Id));
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened);
        Assert.Equal(1, _backend.Database.Closed);
    }

    [Fact]
    public void Every_filter_reaches_the_database()
    {
        _runner.Run(
            "Get-Dataset '8257*' -Pi klim*, Müller -ClNumber *CL3 -Modality rscm -ImagingStatus InProgress, Finished -ProcessingStatus Stitched "
            + "-NeedsAttention -OnFastStore:$false -Since ([datetimeoffset]'2026-09-14T00:00:00Z')");
        Assert.Equivalent(
            new DatasetFilter
            {
                Names = ["8257*"],
                Pis = ["klim*", "Müller"],
                ClNumbers = ["*CL3"],
                Modalities = ["rscm"],
                ImagingStatuses = [ImagingStatus.InProgress, ImagingStatus.Finished],
                ProcessingStatuses = [ProcessingStatus.Stitched],
                NeedsAttention = true,
                OnFastStore = false,
                Since = new DateTimeOffset(2026, 9, 14, 0, 0, 0, TimeSpan.Zero),
            },
            _backend.Database.LastFilter,
            strict: true);
    }

    [Fact]
    public void A_switch_that_is_not_given_filters_nothing()
    {
        _runner.Run("Get-Dataset");
        Assert.Null(_backend.Database.LastFilter!.NeedsAttention);
        Assert.Null(_backend.Database.LastFilter.OnFastStore);
    }

    [Fact]
    public void An_id_that_finds_nothing_is_an_error_and_the_others_come()
    {
        var result = _runner.Run("Get-Dataset -Id 7, 1, 8");
        Assert.Equal([1L], result.Of<Dataset>().Select(dataset => dataset.Id));
        Assert.Equal("DatasetNotFound,MicroStatus.Datasets.GetDatasetCommand", result.ErrorIds[0]);
        Assert.Equal([7L, 8L], result.Errors.Select(error => error.TargetObject));
    }

    [Fact]
    public void A_plain_name_that_finds_nothing_is_an_error_and_one_with_wildcards_is_none()
    {
        Assert.Empty(_runner.Run("Get-Dataset nosuch*").ErrorIds);
        Assert.Empty(_runner.Run("Get-Dataset 8257_TRY2_stack1").ErrorIds);
        var result = _runner.Run("Get-Dataset nosuch, 8257*");
        Assert.Equal(["nosuch"], result.Errors.Select(error => error.TargetObject));
        Assert.Single(result.Output);
    }

    [Fact]
    public void Datasets_are_bound_by_id_whatever_their_name_holds()
    {
        var result = _runner.Run("Get-Dataset | Get-Dataset");
        Assert.Empty(result.ErrorIds);
        Assert.Equal([1L, 2L], result.Of<Dataset>().Select(dataset => dataset.Id));
    }

    [Fact]
    public void Objects_with_a_name_alone_are_bound_by_name() =>
        Assert.Equal([1L], _runner.Run("[pscustomobject]@{ Name = '8257*' } | Get-Dataset").Of<Dataset>().Select(dataset => dataset.Id));

    [Fact]
    public void A_pipeline_opens_the_database_once()
    {
        _runner.Run("1..5 | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Get-Dataset");
        Assert.Single(_backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void A_database_that_cannot_be_opened_ends_the_cmdlet_with_its_own_error()
    {
        _backend.DatabaseFilesOverride = new FakeDatabaseFiles(_backend.Database, _backend.Time) { Exists = false };
        Assert.Equal(["DatabaseNotFound,MicroStatus.Datasets.GetDatasetCommand"], _runner.Run("Get-Dataset").ErrorIds);
    }

    [Fact]
    public void History_is_found_by_dataset_and_kind()
    {
        Assert.Equal([1L], Events("Get-Dataset -Id 1 | Get-DatasetEvent"));
        Assert.Equal([1L], Events("Get-DatasetEvent 8257*"));
        Assert.Equal([2L], Events("Get-DatasetEvent -Kind im*"));
        Assert.Equal([2L], Events("Get-DatasetEvent -Since ([datetimeoffset]'1970-01-01T12:00:00Z')"));
        Assert.Equal([2L], Events("Get-DatasetEvent -Last 1"));
        Assert.Equal([1L], Events("Get-DatasetEvent 8257* -Last 5"));

        IEnumerable<long> Events(string script) => _runner.Run(script).Of<DatasetEvent>().Select(entry => entry.EventId);
    }

    [Fact]
    public void Modalities_are_completed() =>
        Assert.Equal(["rscm"], new ModalityCompleter().CompleteArgument("Get-Dataset", "Modality", "R", null!, null!).Select(result => result.CompletionText));
}

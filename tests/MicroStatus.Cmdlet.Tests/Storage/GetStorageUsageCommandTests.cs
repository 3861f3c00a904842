using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Cmdlet.Tests.Storage;

public sealed class GetStorageUsageCommandTests : IDisposable
{
    private const string Fast = "/CBI_FastStore";
    private const string Hive = "/h20";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public GetStorageUsageCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetStorageUsageCommand));
        _backend.Files.AddFolder(Fast + "/Acquire/RSCM").AddFolder(Hive + "/Acquire");
        _backend.Volumes.Spaces[Fast] = new VolumeSpace(1000, 500, 500);
        _backend.Volumes.Spaces[Hive] = new VolumeSpace(2000, 1820, 180);
    }

    private DateTimeOffset Now => _backend.Time.GetUtcNow();

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Each_store_is_measured_now_and_nothing_is_written()
    {
        var result = _runner.Run("Get-StorageUsage");
        Assert.Empty(result.ErrorIds);
        Assert.Equal(
            [("FastStore", Fast, "Z:", 50, StorageLevel.None), ("Hive", Hive, "H:", 91, StorageLevel.Second)],
            result.Of<StorageUsage>().Select(usage => (usage.Store, usage.Root, usage.WindowsRoot, usage.Percent!.Value, usage.Level)));
        Assert.Equal((2000L, 1820L, 180L, true, null), Facts(result.Of<StorageUsage>()[1]));
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened);
        Assert.Equal(1, _backend.Database.Closed);
        Assert.Empty(_backend.Database.Applied);
    }

    [Fact]
    public void The_level_is_told_with_the_memory_of_the_checks()
    {
        _backend.Database.StorageHistory.States["Hive"] = new StorageState(StorageLevel.Critical, Now.AddHours(-5));
        _backend.Volumes.Spaces[Hive] = new VolumeSpace(2000, 1860, 140);
        var usage = Assert.Single(_runner.Run("Get-StorageUsage Hive").Of<StorageUsage>());
        Assert.Equal((93, StorageLevel.Critical, Now.AddHours(-5)), (usage.Percent!.Value, usage.Level, usage.Since!.Value));
        Assert.Null(usage.NextLevelAt);
    }

    [Fact]
    public void A_level_that_no_check_has_seen_has_no_since() =>
        Assert.Null(Assert.Single(_runner.Run("Get-StorageUsage Hive").Of<StorageUsage>()).Since);

    [Fact]
    public void The_trend_comes_from_the_samples_in_the_time_of_the_lab()
    {
        Grow("FastStore", hours: 30, perHour: 10);
        var usage = Assert.Single(_runner.Run("Get-StorageUsage FastStore").Of<StorageUsage>());
        Assert.Equal((240L, 240L, 0L), (usage.GrowthPerDay!.Value, usage.ChangeInADay!.Value, usage.ExpectedFromAcquisitions!.Value));
        Assert.Equal(Now.AddHours(50), usage.FullAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromHours(-4), usage.FullAt.Value.Offset);
        Assert.Equal(Now.AddHours(34.1), usage.NextLevelAt!.Value, TimeSpan.FromSeconds(1)); // 841 of 1000 are 85 %
    }

    [Fact]
    public void A_running_acquisition_is_counted_by_what_it_will_still_write()
    {
        _backend.Database.Datasets.Add(new Dataset
        {
            Id = 1,
            Name = "KC34",
            Path = Fast + "/Acquire/MesoSPIM/KC34",
            Modality = "mesospim",
            TilesTotal = 4,
            TilesFinished = 2,
        });
        Assert.Null(Assert.Single(_runner.Run("Get-StorageUsage FastStore").Of<StorageUsage>()).ExpectedFromAcquisitions);
        Assert.Equal(0, Assert.Single(_runner.Run("Get-StorageUsage Hive").Of<StorageUsage>()).ExpectedFromAcquisitions);
        Assert.Equal([ImagingStatus.InProgress], _backend.Database.LastFilter!.ImagingStatuses);
        Assert.True(_backend.Database.LastFilter.OnFastStore);
    }

    [Fact]
    public void Without_a_database_the_stores_come_without_a_trend_and_it_is_said_why()
    {
        _backend.DatabaseFilesOverride = new FakeDatabaseFiles(_backend.Database, _backend.Time) { Exists = false };
        Grow("FastStore", hours: 30, perHour: 10);
        var result = _runner.Run("Get-StorageUsage");
        Assert.Empty(result.ErrorIds);
        Assert.Equal([50, 91], result.Of<StorageUsage>().Select(usage => usage.Percent!.Value));
        Assert.All(result.Of<StorageUsage>(), usage => Assert.Null(usage.GrowthPerDay ?? usage.ExpectedFromAcquisitions ?? (object?)usage.FullAt));
        Assert.StartsWith("The trend is not known: There is no database", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_store_comes_with_its_reason_and_is_not_measured()
    {
        _backend.Files.Remove(Hive);
        _backend.Database.StorageHistory.States["Hive"] = new StorageState(StorageLevel.First, Now.AddHours(-5));
        var result = _runner.Run("Get-StorageUsage");
        Assert.Empty(result.ErrorIds);
        var hive = result.Of<StorageUsage>()[1];
        Assert.Equal((null, null, null, false, "/h20 is not there."), Facts(hive));
        Assert.Equal(StorageLevel.First, hive.Level);
    }

    [Fact]
    public void A_store_that_cannot_be_measured_says_so()
    {
        _backend.Volumes.Failure = new IOException("Input/output error.");
        Assert.Equal(
            (null, null, null, true, "/h20 cannot be measured: Input/output error."),
            Facts(Assert.Single(_runner.Run("Get-StorageUsage h*").Of<StorageUsage>())));
    }

    [Fact]
    public void A_store_that_there_is_not_is_an_error_and_the_others_come()
    {
        var result = _runner.Run("Get-StorageUsage Fast, hive, nosuch*");
        Assert.Equal(["Hive"], result.Of<StorageUsage>().Select(usage => usage.Store));
        Assert.Equal(["StoreNotFound,MicroStatus.Storage.GetStorageUsageCommand"], result.ErrorIds);
        Assert.Equal("Fast", result.Errors[0].TargetObject);
    }

    [Fact]
    public void History_is_what_checks_measured_since_a_moment()
    {
        Grow("FastStore", hours: 3, perHour: 1);
        Grow("Hive", hours: 2, perHour: 1);
        Assert.Equal(7, _runner.Run("Get-StorageUsage -History").Of<StorageSample>().Count);
        Assert.Equal(
            [498L, 499L, 500L],
            _runner.With("since", Now.AddHours(-2)).Run("Get-StorageUsage FastStore -History -Since $since").Of<StorageSample>().Select(sample => sample.Used));
        Assert.Equal(3, _runner.Run("Get-StorageUsage Hive | Get-StorageUsage -History").Of<StorageSample>().Count);
    }

    [Fact]
    public void History_needs_the_database()
    {
        _backend.DatabaseFilesOverride = new FakeDatabaseFiles(_backend.Database, _backend.Time) { Exists = false };
        Assert.Equal(["DatabaseNotFound,MicroStatus.Storage.GetStorageUsageCommand"], _runner.Run("Get-StorageUsage -History").ErrorIds);
    }

    [Fact]
    public void Stores_that_lie_elsewhere_are_shown_where_they_are()
    {
        var storage = new StorageSettings { Hive = new StoreSettings { Root = "/other", WindowsRoot = "X:" } };
        _backend.SettingsFiles.Settings = new StatusSettings { Storage = storage };
        _backend.Files.AddFolder("/other/Acquire");
        Assert.Equal(("/other", "X:", 40), Assert.Single(_runner.Run("Get-StorageUsage Hive").Of<StorageUsage>()) is var usage ? (usage.Root, usage.WindowsRoot, usage.Percent) : default);
    }

    private static (long? Size, long? Used, long? Free, bool IsPresent, string? Reason) Facts(StorageUsage usage) =>
        (usage.Size, usage.Used, usage.Free, usage.IsPresent, usage.Reason);

    private void Grow(string store, int hours, long perHour)
    {
        for (var hour = hours; hour >= 0; hour--)
        {
            var used = 500 - (hour * perHour);
            _backend.Database.StorageHistory.Samples.Add(new StorageSample(store, Now.AddHours(-hour), 1000, used, 1000 - used));
        }
    }
}

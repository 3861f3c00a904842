using Microsoft.Extensions.Time.Testing;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Imaris;
using MicroStatus.Messages.Chat;
using MicroStatus.Storage;
using MicroStatus.Tiles;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>An outside world in memory. Every port can be replaced by another fake.</summary>
public sealed class FakeBackend : IBackend
{
    public FakeBackend() => Database = new FakeDatasetDatabase { Outbox = { Clock = Time } };

    /// <summary>The settings that <see cref="FakeSettingsFiles"/> hands out.</summary>
    public FakeSettingsFiles SettingsFiles { get; init; } = new();

    public FakeDatasetDatabase Database { get; }

    public FakeDatabaseFiles? DatabaseFilesOverride { get; set; }

    public FakeFileTree Files { get; init; } = new();

    public FakeVolumes Volumes { get; } = new();

    public FakeLog Log { get; } = new();

    public FakeChat Chat { get; } = new();

    /// <summary>Thrown by <see cref="OpenChat"/> when set.</summary>
    public Exception? ChatFailure { get; set; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));

    public ITiffHeaderReader TiffHeaders => Files;

    public FakeTiffFiles TiffFiles => field ??= new FakeTiffFiles(Files);

    ITiffFiles IBackend.TiffFiles => TiffFiles;

    public MicroStatus.Tiles.Montage.IMontages Montages { get; set; } = null!;

    public IFileActs FileActs => Files;

    public IDataFolders DataFolders => new FakeDataFolders(Files);

    public IFileHashes FileHashes => new FakeHashes();

    public IDemoLab DemoLab => throw new InvalidOperationException("No demo lab stands behind this backend.");

    ISettingsFiles IBackend.SettingsFiles => SettingsFiles;

    IFileTree IBackend.Files => Files;

    IVolumes IBackend.Volumes => Volumes;

    public TimeProvider Clock(StatusSettings settings) => Time;

    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => DatabaseFilesOverride ??= new FakeDatabaseFiles(Database, Time);

    /// <summary>The cluster.</summary>
    public FakeCluster Cluster { get; } = new();

    IClusterExecutor IBackend.Cluster(StatusSettings settings) => Cluster;

    public FakeImarisFiles Imaris { get; } = new();

    public IImarisFiles ImarisFiles(ImarisSettings settings) => Imaris;

    public ICheckLog OpenLog(StatusSettings settings) => Log;

    public IChat OpenChat(StatusSettings settings) => ChatFailure is null ? Chat : throw ChatFailure;

    public MicroStatus.Messages.IHeartbeat? OpenHeartbeat(StatusSettings settings) => null;

    /// <summary>The scheduler, its mail and its log.</summary>
    public FakeScheduler Scheduler { get; } = new();

    /// <summary>Thrown by <see cref="OpenUsageScheduler"/> when set.</summary>
    public Exception? SchedulerFailure { get; set; }

    public MicroStatus.Usage.IUsageScheduler OpenUsageScheduler(StatusSettings settings) => SchedulerFailure is null ? Scheduler : throw SchedulerFailure;

    public MicroStatus.Usage.IMailer OpenMailer(StatusSettings settings) => Scheduler;

    public MicroStatus.Usage.ITransmitLog TransmitLog => Scheduler;

    /// <summary>The stitching cluster's scheduler.</summary>
    public FakeDask Dask { get; } = new();

    public MicroStatus.Processing.Rscm.IDaskScheduler DaskScheduler(StatusSettings settings) => Dask;

    public IVerifiedFiles VerifiedFiles { get; } = new FakeVerifiedFiles();
}

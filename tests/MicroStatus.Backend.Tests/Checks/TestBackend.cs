using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Checks;
using MicroStatus.Backend.Cluster;
using MicroStatus.Backend.Database;
using MicroStatus.Backend.Imaris;
using MicroStatus.Backend.Storage;
using MicroStatus.Backend.Trash;
using MicroStatus.Backend.Usage;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Imaris;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Processing.Rscm;
using MicroStatus.Storage;
using MicroStatus.Tiles;
using MicroStatus.Trash;
using MicroStatus.Usage;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>The real adapters, with a clock that a test moves and a store that it breaks.</summary>
internal sealed class TestBackend(FaultyTree tree, TimeProvider clock) : IBackend
{
    public ISettingsFiles SettingsFiles => throw new NotSupportedException();

    public IFileTree Files => tree;

    public TestVolumes Volumes { get; } = new();

    IVolumes IBackend.Volumes => Volumes;

    public ITiffHeaderReader TiffHeaders => tree;

    public ITiffFiles TiffFiles { get; } = new MicroStatus.Backend.Tiles.TiffFiles();

    public MicroStatus.Tiles.Montage.IMontages Montages { get; set; } = new MicroStatus.Backend.Tiles.Montage.VipsMontages();

    public IFileActs FileActs { get; set; } = new FileActs();

    public IDataFolders DataFolders { get; set; } = new DataFolders();

    public IFileHashes FileHashes { get; set; } = new FileHashes();

    public Func<StatusSettings, IChat> OpenAnyChat { get; set; } = _ => throw new NotSupportedException();

    public IDemoLab DemoLab => throw new NotSupportedException();

    public TimeProvider Clock(StatusSettings settings) => clock;

    /// <summary>Is told each SQL statement.</summary>
    public Action<string>? Statements { get; set; }

    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => new DatabaseFiles(settings, clock) { Trace = Statements };

    public IClusterExecutor? Jobs { get; set; }

    public IClusterExecutor Cluster(StatusSettings settings) => Jobs ?? new SlurmExecutor(settings.Cluster, TimeZoneInfo.Utc, clock);

    public IImarisFiles? Imaris { get; set; }

    public IImarisFiles ImarisFiles(ImarisSettings settings) => Imaris ?? new ImarisFiles(settings);

    public ICheckLog OpenLog(StatusSettings settings) => new HostLog(settings.Logging);

    public IChat OpenChat(StatusSettings settings) => OpenAnyChat(settings);

    public Func<StatusSettings, IHeartbeat?> OpenAnyHeartbeat { get; set; } = _ => null;

    public IHeartbeat? OpenHeartbeat(StatusSettings settings) => OpenAnyHeartbeat(settings);

    public Func<StatusSettings, IUsageScheduler> OpenAnyScheduler { get; set; } = _ => throw new NotSupportedException();

    public IUsageScheduler OpenUsageScheduler(StatusSettings settings) => OpenAnyScheduler(settings);

    public Func<StatusSettings, IMailer> OpenAnyMailer { get; set; } = _ => throw new NotSupportedException();

    public IMailer OpenMailer(StatusSettings settings) => OpenAnyMailer(settings);

    public ITransmitLog TransmitLog { get; set; } = new TransmitLogFile();

    public IDaskScheduler DaskScheduler(StatusSettings settings) => new NoDask();

    public IVerifiedFiles VerifiedFiles { get; set; } = new VerifiedFiles();

    private sealed class NoDask : IDaskScheduler
    {
        public Task<DaskReading> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new DaskReading(null, null, "There is no scheduler."));
    }
}

using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Checks;
using MicroStatus.Backend.Cluster;
using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Backend.Cluster.Played;
using MicroStatus.Backend.Configuration;
using MicroStatus.Backend.Database;
using MicroStatus.Backend.Imaris;
using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Processing;
using MicroStatus.Backend.Storage;
using MicroStatus.Backend.Tiles;
using MicroStatus.Backend.Tiles.Montage;
using MicroStatus.Backend.Trash;
using MicroStatus.Backend.Usage;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Processing.Rscm;
using MicroStatus.Storage;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;
using MicroStatus.Trash;
using MicroStatus.Usage;

namespace MicroStatus.Backend;

/// <summary>The real outside world.</summary>
public sealed class LabBackend : IBackend
{
    private readonly Lazy<HttpClient> _http = new(LabHttp.Create);

    /// <inheritdoc/>
    public ISettingsFiles SettingsFiles { get; } = new SettingsFiles();

    /// <inheritdoc/>
    public IFileTree Files { get; } = new PosixFileTree();

    /// <inheritdoc/>
    public IVolumes Volumes { get; } = new PosixVolumes();

    /// <inheritdoc/>
    public ITiffHeaderReader TiffHeaders { get; } = new TiffHeaderReader();

    /// <inheritdoc/>
    public ITiffFiles TiffFiles { get; } = new TiffFiles();

    /// <inheritdoc/>
    public IMontages Montages { get; } = new VipsMontages();

    /// <inheritdoc/>
    public IFileActs FileActs { get; } = new FileActs();

    /// <inheritdoc/>
    public IDataFolders DataFolders { get; } = new DataFolders();

    /// <inheritdoc/>
    public IFileHashes FileHashes { get; } = new FileHashes();

    /// <inheritdoc/>
    public IDemoLab DemoLab => new DemoLabFolder(SettingsFiles, FileActs, DatabaseFiles, Executor, TimeProvider.System);

    /// <inheritdoc/>
    public TimeProvider Clock(StatusSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var offset = settings.Demo.ClockOffset;
        return offset == TimeSpan.Zero ? TimeProvider.System : new OffsetTimeProvider(TimeProvider.System, offset);
    }

    /// <inheritdoc/>
    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => new DatabaseFiles(settings, Clock(settings));

    /// <inheritdoc/>
    public IClusterExecutor Cluster(StatusSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var executor = Executor(settings);
        return settings.Demo.JobsFolder is { } jobs ? new PlayedJobs(executor, jobs, settings.Cluster.Executor, LabTime.Of(settings.Lab).Zone) : executor;
    }

    /// <inheritdoc/>
    public IImarisFiles ImarisFiles(ImarisSettings settings) => new ImarisFiles(settings);

    /// <inheritdoc/>
    public ICheckLog OpenLog(StatusSettings settings) => new HostLog(settings.Logging);

    /// <inheritdoc/>
    public IChat OpenChat(StatusSettings settings) => new SlackChat(settings, _http.Value, TimeProvider.System);

    /// <inheritdoc/>
    public IHeartbeat? OpenHeartbeat(StatusSettings settings) => HttpHeartbeat.From(settings, () => _http.Value, TimeProvider.System);

    /// <inheritdoc/>
    public IUsageScheduler OpenUsageScheduler(StatusSettings settings) => HttpUsageScheduler.From(settings, () => _http.Value, TimeProvider.System);

    /// <inheritdoc/>
    public IMailer OpenMailer(StatusSettings settings) => SmtpMailer.From(settings, TimeProvider.System);

    /// <inheritdoc/>
    public ITransmitLog TransmitLog { get; } = new TransmitLogFile();

    /// <inheritdoc/>
    public IDaskScheduler DaskScheduler(StatusSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DaskScheduler(settings.Rscm.Processing.Stitching, Files, () => _http.Value, TimeProvider.System);
    }

    /// <inheritdoc/>
    public IVerifiedFiles VerifiedFiles { get; } = new VerifiedFiles();

    private static IClusterExecutor Executor(StatusSettings settings)
    {
        var zone = LabTime.Of(settings.Lab).Zone;
        return settings.Cluster.Executor == ClusterExecutor.Local
            ? new LocalExecutor(settings.Cluster, zone, TimeProvider.System)
            : new SlurmExecutor(settings.Cluster, zone, TimeProvider.System);
    }
}

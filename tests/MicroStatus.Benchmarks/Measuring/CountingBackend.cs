using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend;
using MicroStatus.Backend.Configuration;
using MicroStatus.Backend.Database;
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

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The real adapters with a clock that can be moved, a cluster that only takes jobs, and a count of file calls and SQL statements.</summary>
internal sealed class CountingBackend : IBackend, IFileTree
{
    private readonly LabBackend _backend = new();
    private readonly PatientCluster _cluster = new();
    private readonly IFileTree _files;
    private int _fileCalls;

    /// <summary>Takes the real file tree.</summary>
    public CountingBackend() => _files = _backend.Files;

    /// <summary>How far the clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>File calls so far.</summary>
    public int FileCalls => _fileCalls;

    /// <summary>SQL statements so far.</summary>
    public int Statements { get; private set; }

    public ISettingsFiles SettingsFiles => _backend.SettingsFiles;

    public IFileTree Files => this;

    public IVolumes Volumes => _backend.Volumes;

    public ITiffHeaderReader TiffHeaders => _backend.TiffHeaders;

    public ITiffFiles TiffFiles => _backend.TiffFiles;

    public MicroStatus.Tiles.Montage.IMontages Montages => _backend.Montages;

    public IFileActs FileActs => _backend.FileActs;

    public IDataFolders DataFolders => _backend.DataFolders;

    public IFileHashes FileHashes => _backend.FileHashes;

    public IDemoLab DemoLab => _backend.DemoLab;

    public ITransmitLog TransmitLog => _backend.TransmitLog;

    public IVerifiedFiles VerifiedFiles => _backend.VerifiedFiles;

    public TimeProvider Clock(StatusSettings settings) => new OffsetTimeProvider(TimeProvider.System, Ahead);

    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => new DatabaseFiles(settings, Clock(settings)) { Trace = _ => Statements++ };

    public IClusterExecutor Cluster(StatusSettings settings) => _cluster;

    public IImarisFiles ImarisFiles(ImarisSettings settings) => _backend.ImarisFiles(settings);

    public ICheckLog OpenLog(StatusSettings settings) => _backend.OpenLog(settings);

    public IChat OpenChat(StatusSettings settings) => _backend.OpenChat(settings);

    public IHeartbeat? OpenHeartbeat(StatusSettings settings) => null;

    public IUsageScheduler OpenUsageScheduler(StatusSettings settings) => _backend.OpenUsageScheduler(settings);

    public IMailer OpenMailer(StatusSettings settings) => _backend.OpenMailer(settings);

    public IDaskScheduler DaskScheduler(StatusSettings settings) => _backend.DaskScheduler(settings);

    public FileFacts? Find(string path) => Counted(() => _files.Find(path));

    public IReadOnlyList<FolderEntry> List(string path) => Counted(() => _files.List(path));

    public byte[] ReadFile(string path, int limit) => Counted(() => _files.ReadFile(path, limit));

    public byte[] ReadEnd(string path, int limit) => Counted(() => _files.ReadEnd(path, limit));

    private T Counted<T>(Func<T> call)
    {
        _ = Interlocked.Increment(ref _fileCalls);
        return call();
    }

    // Everything it is asked for waits; the stitching cluster runs.
    private sealed class PatientCluster : IClusterExecutor
    {
        private readonly List<ClusterJob> _jobs =
            [.. new StitchingSettings().ClusterJobs.Append(new DenoisingSettings().JobName).Select((name, i) => Of(FormattableString.Invariant($"{i + 1}"), name, null))];

        public Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ClusterSubmission(Of(request.Comment ?? request.Name, request.Name, request.Comment), WasFound: false));

        public Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ClusterJob>>([.. _jobs]);

        public Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ClusterJob>>([.. ids.Select(id => Of(id, string.Empty, null))]);

        public Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ClusterJob>>([]);

        public Task StopAsync(string id, CancellationToken cancellationToken)
        {
            _jobs.RemoveAll(job => job.Id == id);
            return Task.CompletedTask;
        }

        private static ClusterJob Of(string id, string name, string? comment) =>
            new() { Id = id, Name = name, Comment = comment, State = ClusterJobState.Pending, Executor = ClusterExecutor.Slurm };
    }
}

using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Imaris;
using MicroStatus.Messages.Chat;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;
using MicroStatus.Storage;
using MicroStatus.Tiles;

namespace MicroStatus.Cmdlet.Tests.Demo;

/// <summary>A backend with one demo lab that lives in memory.</summary>
internal sealed class FakeDemoBackend : IBackend, IDemoLab, ISettingsFiles
{
    private static readonly DateTimeOffset Begin = new(2026, 9, 14, 18, 0, 0, TimeSpan.Zero);

    private DemoLab? _lab;

    /// <summary>The folder that the settings of the environment name.</summary>
    public string? Configured { get; init; }

    public IDemoLab DemoLab => this;

    public ISettingsFiles SettingsFiles => this;

    public IFileTree Files => throw new NotSupportedException();

    public IVolumes Volumes => throw new NotSupportedException();

    public ITiffHeaderReader TiffHeaders => throw new NotSupportedException();

    public ITiffFiles TiffFiles => throw new NotSupportedException();

    public MicroStatus.Tiles.Montage.IMontages Montages => throw new NotSupportedException();

    public MicroStatus.Trash.IDataFolders DataFolders => throw new NotSupportedException();

    public MicroStatus.Trash.IFileHashes FileHashes => throw new NotSupportedException();

    public IFileActs FileActs => throw new NotSupportedException();

    public DemoLab Create(string path, bool replace)
    {
        if (_lab is not null && !replace)
        {
            throw new StatusException("DemoLabExists", StatusErrorCategory.Exists, $"{path} exists.", target: path);
        }

        return _lab = new DemoLab { Path = path, SettingsPath = path + "/microstatus.json", Now = Begin, Step = 0, Datasets = [] };
    }

    public DemoLab Find(string path) => _lab is not null && path.StartsWith(_lab.Path, StringComparison.Ordinal)
        ? _lab
        : throw new StatusException("NotADemoLab", StatusErrorCategory.InvalidOperation, $"{path} holds no demo lab.", target: path);

    public DemoLab Step(string path, TimeSpan span)
    {
        var lab = Find(path);
        Acts.Add("step");
        return _lab = lab with { Step = lab.Step + 1, Now = lab.Now + span };
    }

    /// <summary>What happened, in its order.</summary>
    public List<string> Acts { get; } = [];

    public void SetFault(string path, StageKind? stage, DemoFault fault, string name)
    {
        var lab = Find(path);
        _lab = lab with { Faults = DemoFaults.With(lab.Faults, stage, fault, name) };
        Acts.Add("fault");
    }

    public Task WaitAsync(string path, CancellationToken cancellationToken)
    {
        Acts.Add("wait");
        return Task.CompletedTask;
    }

    public LoadedSettings Load(string? settingsPath) =>
        new((settingsPath ?? Configured)!, new StatusSettings(), []);

    public string WriteDefaults(string path, bool overwrite) => throw new NotSupportedException();

    public TimeProvider Clock(StatusSettings settings) => throw new NotSupportedException();

    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => throw new NotSupportedException();

    public IClusterExecutor Cluster(StatusSettings settings) => throw new NotSupportedException();

    public IImarisFiles ImarisFiles(ImarisSettings settings) => throw new NotSupportedException();

    public ICheckLog OpenLog(StatusSettings settings) => throw new NotSupportedException();

    public IChat OpenChat(StatusSettings settings) => throw new NotSupportedException();

    public MicroStatus.Messages.IHeartbeat? OpenHeartbeat(StatusSettings settings) => throw new NotSupportedException();

    public MicroStatus.Usage.IUsageScheduler OpenUsageScheduler(StatusSettings settings) => throw new NotSupportedException();

    public MicroStatus.Usage.IMailer OpenMailer(StatusSettings settings) => throw new NotSupportedException();

    public MicroStatus.Usage.ITransmitLog TransmitLog => throw new NotSupportedException();

    public MicroStatus.Processing.Rscm.IDaskScheduler DaskScheduler(StatusSettings settings) => throw new NotSupportedException();

    public MicroStatus.Acquisition.IVerifiedFiles VerifiedFiles => throw new NotSupportedException();
}

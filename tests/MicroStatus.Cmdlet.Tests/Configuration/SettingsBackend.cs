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

namespace MicroStatus.Cmdlet.Tests.Configuration;

/// <summary>An outside world that has settings and nothing else.</summary>
internal sealed class SettingsBackend : IBackend, ISettingsFiles
{
    public List<string?> Loaded { get; } = [];

    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    public StatusException? Fault { get; set; }

    public ISettingsFiles SettingsFiles => this;

    public IFileTree Files => throw new NotSupportedException();

    public IVolumes Volumes => throw new NotSupportedException();

    public ITiffHeaderReader TiffHeaders => throw new NotSupportedException();

    public ITiffFiles TiffFiles => throw new NotSupportedException();

    public MicroStatus.Tiles.Montage.IMontages Montages => throw new NotSupportedException();

    public MicroStatus.Trash.IDataFolders DataFolders => throw new NotSupportedException();

    public MicroStatus.Trash.IFileHashes FileHashes => throw new NotSupportedException();

    public IFileActs FileActs => throw new NotSupportedException();

    public IDemoLab DemoLab => throw new NotSupportedException();

    public LoadedSettings Load(string? settingsPath)
    {
        Loaded.Add(settingsPath);
        return Fault is not null ? throw Fault : new LoadedSettings(
            "/lab/microstatus.json",
            new StatusSettings(),
            [
                new("Rscm:Folder", "RSCM", "RSCM", "default", "Folder."),
                new("Rscm:QuietTime", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), "environment MICROSTATUS__Rscm__QuietTime", "Quiet."),
                new("SLACK_TOKEN", Secret.Mask, null, "/lab/.env", "Token."),
            ]);
    }

    public string WriteDefaults(string path, bool overwrite) =>
        Written.Add(path) || overwrite
            ? path
            : throw new StatusException("SettingsExists", StatusErrorCategory.Exists, $"The settings file {path} exists already.", "Use -Force.", path);

    public TimeProvider Clock(StatusSettings settings) => TimeProvider.System;

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

using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Imaris;
using MicroStatus.Storage;
using MicroStatus.Tiles;

namespace MicroStatus;

/// <summary>The outside world behind one door: what the cmdlets ask for the adapters.</summary>
public interface IBackend
{
    /// <summary>Settings files.</summary>
    ISettingsFiles SettingsFiles { get; }

    /// <summary>The stores' folders and files.</summary>
    IFileTree Files { get; }

    /// <summary>How full the stores are.</summary>
    IVolumes Volumes { get; }

    /// <summary>TIFF headers.</summary>
    ITiffHeaderReader TiffHeaders { get; }

    /// <summary>TIFF files, as deep as is asked for.</summary>
    ITiffFiles TiffFiles { get; }

    /// <summary>Montages of tiles.</summary>
    Tiles.Montage.IMontages Montages { get; }

    /// <summary>Acts on the stores' files.</summary>
    IFileActs FileActs { get; }

    /// <summary>Whole folders of data: looked into, renamed, deleted.</summary>
    Trash.IDataFolders DataFolders { get; }

    /// <summary>Hashes of files.</summary>
    Trash.IFileHashes FileHashes { get; }

    /// <summary>Demo labs.</summary>
    IDemoLab DemoLab { get; }

    /// <summary>The lab's clock: the machine's, or a demo lab's.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The clock.</returns>
    TimeProvider Clock(StatusSettings settings);

    /// <summary>Database files.</summary>
    /// <param name="settings">The settings that name the database.</param>
    /// <returns>The files.</returns>
    IDatabaseFiles DatabaseFiles(StatusSettings settings);

    /// <summary>The cluster, or this machine in its place, as the settings say.</summary>
    /// <param name="settings">The settings that name its commands, and who runs jobs.</param>
    /// <returns>The executor.</returns>
    IClusterExecutor Cluster(StatusSettings settings);

    /// <summary>Imaris files.</summary>
    /// <param name="settings">The settings of Imaris files.</param>
    /// <returns>The files.</returns>
    IImarisFiles ImarisFiles(ImarisSettings settings);

    /// <summary>The log of a status check, one file a host; flushed and closed when disposed.</summary>
    /// <param name="settings">The settings that name the folder.</param>
    /// <returns>The log.</returns>
    Checks.ICheckLog OpenLog(StatusSettings settings);

    /// <summary>The lab's chat. Nothing is sent yet, and nothing needs to be closed.</summary>
    /// <param name="settings">The settings that name address, token and channel.</param>
    /// <returns>The chat.</returns>
    /// <exception cref="StatusException"><c>SlackNotConfigured</c>: SLACK_TOKEN or SLACK_CHANNEL is missing. <c>SlackTokenInvalid</c>: the token holds a
    /// character that no token has. <c>SlackAddressUnsafe</c>: the token would travel unencrypted.</exception>
    Messages.Chat.IChat OpenChat(StatusSettings settings);

    /// <summary>The heartbeat. Nothing is called yet, and nothing needs to be closed.</summary>
    /// <param name="settings">The settings that name its address.</param>
    /// <returns>The heartbeat; null when none is configured.</returns>
    Messages.IHeartbeat? OpenHeartbeat(StatusSettings settings);

    /// <summary>The scheduler that microscope time is reported to. Nothing is sent yet, and nothing needs to be closed.</summary>
    /// <param name="settings">The settings that name address, user and password.</param>
    /// <returns>The scheduler.</returns>
    /// <exception cref="StatusException"><c>UsageNotConfigured</c>: SCHEDULER_USER, SCHEDULER_PASS or Usage:Address is missing.
    /// <c>UsageAddressUnsafe</c>: the password would travel unencrypted.</exception>
    Usage.IUsageScheduler OpenUsageScheduler(StatusSettings settings);

    /// <summary>Mail about what failed. Nothing is sent yet, and nothing needs to be closed.</summary>
    /// <param name="settings">The settings that name server, sender and recipients.</param>
    /// <returns>The mailer.</returns>
    /// <exception cref="StatusException"><c>MailNotConfigured</c>: sender, password or recipients are missing, or one is no address.</exception>
    Usage.IMailer OpenMailer(StatusSettings settings);

    /// <summary>The log of what was transmitted to the scheduler.</summary>
    Usage.ITransmitLog TransmitLog { get; }

    /// <summary>The stitching cluster's Dask scheduler. Nothing is asked yet, and nothing needs to be closed.</summary>
    /// <param name="settings">The settings that name its file and dashboard.</param>
    /// <returns>The scheduler.</returns>
    Processing.Rscm.IDaskScheduler DaskScheduler(StatusSettings settings);

    /// <summary>Files that are read back before they get their name.</summary>
    IVerifiedFiles VerifiedFiles { get; }
}

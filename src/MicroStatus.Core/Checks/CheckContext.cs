using MicroStatus.Acquisition;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Messages.Chat;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>What the steps of one check share.</summary>
public sealed record CheckContext
{
    /// <summary>The settings.</summary>
    public required StatusSettings Settings { get; init; }

    /// <summary>What messages say.</summary>
    public required MessageCatalogue Messages { get; init; }

    /// <summary>The stores.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>How full the stores are.</summary>
    public required IVolumes Volumes { get; init; }

    /// <summary>Acts on the stores.</summary>
    public required IFileActs FileActs { get; init; }

    /// <summary>Whole folders of data.</summary>
    public required Trash.IDataFolders DataFolders { get; init; }

    /// <summary>Hashes of files.</summary>
    public required Trash.IFileHashes FileHashes { get; init; }

    /// <summary>Imaris files.</summary>
    public required Imaris.IImarisFiles Imaris { get; init; }

    /// <summary>TIFF headers.</summary>
    public required Tiles.ITiffHeaderReader TiffHeaders { get; init; }

    /// <summary>Makes montages.</summary>
    public required Tiles.Montage.IMontages Montages { get; init; }

    /// <summary>The instruments.</summary>
    public required IReadOnlyList<IInstrument> Instruments { get; init; }

    /// <summary>The instruments' processing.</summary>
    public required IReadOnlyList<Processing.IProcessingPipeline> Pipelines { get; init; }

    /// <summary>Files that are read back before they get their name.</summary>
    public required IVerifiedFiles VerifiedFiles { get; init; }

    /// <summary>Opens the lab's chat; what it throws is documented at <see cref="IBackend.OpenChat"/>.</summary>
    public required Func<IChat> OpenChat { get; init; }

    /// <summary>What reports of microscope time need of the outside world.</summary>
    public required Usage.UsagePorts Usage { get; init; }

    /// <summary>The log of the check.</summary>
    public required ICheckLog Log { get; init; }

    /// <summary>Jobs.</summary>
    public required IClusterExecutor Cluster { get; init; }

    /// <summary>The database.</summary>
    public required IDatasetDatabase Database { get; init; }

    /// <summary>The database's file.</summary>
    public required IDatabaseFiles DatabaseFiles { get; init; }

    /// <summary>Every act passes here.</summary>
    public required IActGate Gate { get; init; }

    /// <summary>Who may act, as recorded.</summary>
    public required MonitorState State { get; init; }

    /// <summary>What is found is registered by an import, not by a check.</summary>
    public bool IsImport { get; init; }

    /// <summary>The first active check after a take-over.</summary>
    public bool IsFirstActive { get; init; }

    /// <summary>What is announced.</summary>
    public NewsRule News => new(Now, State.Since) { IsImport = IsImport, IsFirstActive = IsFirstActive };

    /// <summary>How the lab writes times.</summary>
    public required LabTime Time { get; init; }

    /// <summary>The lab's clock, for what waits or takes its time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The moment of the check.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is told.</summary>
    public required CheckReportBuilder Report { get; init; }

    /// <summary>Hears of progress.</summary>
    public required ICheckObserver Observer { get; init; }

    /// <summary>Puts together what a check, or an import, needs of the outside world.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="instruments">The instruments.</param>
    /// <param name="database">The database.</param>
    /// <param name="state">Who may act, as recorded.</param>
    /// <param name="gate">Every act passes here.</param>
    /// <param name="now">The moment.</param>
    /// <param name="report">What is told.</param>
    /// <param name="log">The log.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <returns>The context of a check.</returns>
    internal static CheckContext Of(
        IBackend backend,
        StatusSettings settings,
        IReadOnlyList<IInstrument> instruments,
        IDatasetDatabase database,
        MonitorState state,
        IActGate gate,
        DateTimeOffset now,
        CheckReportBuilder report,
        ICheckLog log,
        ICheckObserver observer) => new()
        {
            Settings = settings,
            Messages = new MessageCatalogue(settings.Messages),
            Files = backend.Files,
            OpenChat = () => backend.OpenChat(settings),
            Usage = MicroStatus.Usage.UsagePorts.Of(backend, settings),
            Log = log,
            Cluster = backend.Cluster(settings),
            Volumes = backend.Volumes,
            FileActs = backend.FileActs,
            DataFolders = backend.DataFolders,
            FileHashes = backend.FileHashes,
            Imaris = backend.ImarisFiles(settings.Imaris),
            TiffHeaders = backend.TiffHeaders,
            Montages = backend.Montages,
            Instruments = instruments,
            VerifiedFiles = backend.VerifiedFiles,
            Pipelines = Processing.Pipelines.All(backend, settings),
            Database = database,
            DatabaseFiles = backend.DatabaseFiles(settings),
            Gate = gate,
            State = state,
            Time = LabTime.Of(settings.Lab),
            Clock = backend.Clock(settings),
            Now = now,
            Report = report,
            Observer = observer,
        };
}

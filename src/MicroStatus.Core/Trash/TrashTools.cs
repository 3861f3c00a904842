using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Tiles;

namespace MicroStatus.Trash;

/// <summary>What those who look at the trash, empty it, bring back from it and publish share.</summary>
public sealed record TrashTools
{
    /// <summary>The settings.</summary>
    public required StatusSettings Settings { get; init; }

    /// <summary>The stores.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>Acts on small files.</summary>
    public required IFileActs FileActs { get; init; }

    /// <summary>Whole folders of data.</summary>
    public required IDataFolders Folders { get; init; }

    /// <summary>Hashes of files.</summary>
    public required IFileHashes Hashes { get; init; }

    /// <summary>Imaris files.</summary>
    public required IImarisFiles Imaris { get; init; }

    /// <summary>Belongs to the instruments, which tell a dataset's folder from others.</summary>
    public required ITiffHeaderReader TiffHeaders { get; init; }

    /// <summary>The database.</summary>
    public required IDatasetDatabase Database { get; init; }

    /// <summary>Every act passes here.</summary>
    public required IActGate Gate { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The tools of a backend.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="database">The database.</param>
    /// <param name="gate">Every act passes there.</param>
    /// <returns>The tools.</returns>
    public static TrashTools Of(IBackend backend, StatusSettings settings, IDatasetDatabase database, IActGate gate) => new()
    {
        Settings = settings,
        Files = backend.Files,
        FileActs = backend.FileActs,
        Folders = backend.DataFolders,
        Hashes = backend.FileHashes,
        Imaris = backend.ImarisFiles(settings.Imaris),
        TiffHeaders = backend.TiffHeaders,
        Database = database,
        Gate = gate,
        Now = backend.Clock(settings).GetUtcNow(),
    };

    /// <summary>The row of a dataset as it stands.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The row, or null.</returns>
    public Dataset? Row(long id) => Database.FindDataset(id);
}

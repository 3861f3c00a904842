using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>What a check needs to make montages.</summary>
public sealed record MontageTools
{
    /// <summary>The settings.</summary>
    public required StatusSettings Settings { get; init; }

    /// <summary>The stores.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>The instruments, which know the tiles.</summary>
    public required IReadOnlyList<IInstrument> Instruments { get; init; }

    /// <summary>Makes montages.</summary>
    public required IMontages Montages { get; init; }

    /// <summary>The database.</summary>
    public required IDatasetDatabase Database { get; init; }

    /// <summary>Every act passes here.</summary>
    public required IActGate Gate { get; init; }

    /// <summary>What is said.</summary>
    public required MessageCatalogue Messages { get; init; }

    /// <summary>What is announced, and the moment of the check.</summary>
    public required NewsRule News { get; init; }

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => News.Now;

    /// <summary>The row of a dataset as it stands.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The row, or null.</returns>
    public Dataset? Row(long id) => Database.FindDataset(id);
}

using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Moves;

/// <summary>What those who begin, watch and stop moves share.</summary>
public sealed record MoveTools
{
    /// <summary>The settings.</summary>
    public required StatusSettings Settings { get; init; }

    /// <summary>The stores.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>Acts on the stores.</summary>
    public required IFileActs FileActs { get; init; }

    /// <summary>The cluster.</summary>
    public required IClusterExecutor Cluster { get; init; }

    /// <summary>The database.</summary>
    public required IDatasetDatabase Database { get; init; }

    /// <summary>Every act passes here.</summary>
    public required IActGate Gate { get; init; }

    /// <summary>What is said.</summary>
    public required MessageCatalogue Messages { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How the lab writes times.</summary>
    public LabTime Time => LabTime.Of(Settings.Lab);
}

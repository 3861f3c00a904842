using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Usage;

/// <summary>What those who report microscope time share.</summary>
public sealed record UsageTools
{
    /// <summary>The settings.</summary>
    public required StatusSettings Settings { get; init; }

    /// <summary>Scheduler, mail and transmit log.</summary>
    public required UsagePorts Ports { get; init; }

    /// <summary>The stores.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>The database.</summary>
    public required IDatasetDatabase Database { get; init; }

    /// <summary>Every act passes here.</summary>
    public required IActGate Gate { get; init; }

    /// <summary>What messages say.</summary>
    public required MessageCatalogue Messages { get; init; }

    /// <summary>The log of this node.</summary>
    public required ICheckLog Log { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How the lab writes times.</summary>
    public LabTime Time => LabTime.Of(Settings.Lab);

    /// <summary>The tools of a check.</summary>
    /// <param name="context">The check.</param>
    /// <returns>The tools.</returns>
    internal static UsageTools Of(CheckContext context) => new()
    {
        Settings = context.Settings,
        Ports = context.Usage,
        Files = context.Files,
        Database = context.Database,
        Gate = context.Gate,
        Messages = context.Messages,
        Log = context.Log,
        Now = context.Now,
    };
}

using MicroStatus.Acquisition;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Trash;

namespace MicroStatus.Processing;

/// <summary>What those who watch processing, and begin it, share.</summary>
public sealed record ProcessingTools
{
    /// <summary>What those who work on datasets' folders share.</summary>
    public required TrashTools Folders { get; init; }

    /// <summary>Writes files that are proven before they get their name.</summary>
    public required IVerifiedFiles Verified { get; init; }

    /// <summary>Runs commands.</summary>
    public required IClusterExecutor Cluster { get; init; }

    /// <summary>What is said.</summary>
    public required MessageCatalogue Messages { get; init; }

    /// <summary>What is announced.</summary>
    public required NewsRule News { get; init; }

    /// <summary>The settings.</summary>
    public StatusSettings Settings => Folders.Settings;

    /// <summary>The stores.</summary>
    public IFileTree Files => Folders.Files;

    /// <summary>Acts on small files.</summary>
    public IFileActs FileActs => Folders.FileActs;

    /// <summary>The database.</summary>
    public IDatasetDatabase Database => Folders.Database;

    /// <summary>Every act passes here.</summary>
    public Checks.IActGate Gate => Folders.Gate;

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => Folders.Now;
}

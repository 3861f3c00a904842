using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing;

/// <summary>One dataset whose processing is looked at.</summary>
public sealed record ProcessingSubject
{
    /// <summary>Its row.</summary>
    public required Dataset Row { get; init; }

    /// <summary>Its folder on FastStore.</summary>
    public required string Folder { get; init; }

    /// <summary>The same folder on Hive, where some products are made (lab.md §3); it need not exist.</summary>
    public required string FolderOnHive { get; init; }

    /// <summary>What is remembered of its last look; null at the first one.</summary>
    public ProcessingRecord? Record { get; init; }

    /// <summary>The newest command of each stage, as far as one was run for it.</summary>
    public IReadOnlyList<ProcessingCommand> Commands { get; init; } = [];

    /// <summary>Reasons of processing why a person is needed, open since an earlier look.</summary>
    public IReadOnlyList<AttentionReason> Open { get; init; } = [];

    /// <summary>The newest command of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The command; null when none was run by us.</returns>
    public ProcessingCommand? CommandOf(StageKind stage) => Commands.LastOrDefault(command => command.Stage == stage);
}

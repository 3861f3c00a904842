using MicroStatus.Acts;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Moves;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;
using MicroStatus.Storage;

namespace MicroStatus.Database;

/// <summary>Everything that one decision about one dataset writes, in one transaction: columns, history, messages, memory.</summary>
public sealed record DatasetChangeSet
{
    /// <summary>The dataset's folder (the new one, after a rename).</summary>
    public required string Path { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The row; null when <see cref="Registration"/> makes one, or when only tables of our own are written.</summary>
    public long? Id { get; init; }

    /// <summary>A row to insert, or null.</summary>
    public NewDataset? Registration { get; init; }

    /// <summary>Columns to change, each guarded by the value it was decided on.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    /// <summary>History to add; a missing id is filled in.</summary>
    public IReadOnlyList<DatasetEvent> Events { get; init; } = [];

    /// <summary>Messages due; one whose key is known already is left out.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];

    /// <summary>Reasons for attention that open with this change.</summary>
    public IReadOnlyList<AttentionReason> Opened { get; init; } = [];

    /// <summary>The reasons in <see cref="Opened"/> come with <c>paused</c> set by us.</summary>
    public bool PausedByUs { get; init; }

    /// <summary>Episodes of attention that end with this change.</summary>
    public IReadOnlyList<long> ClosedEpisodes { get; init; } = [];

    /// <summary>What to remember, or null when it stays as it is.</summary>
    public ObservationRecord? Observation { get; init; }

    /// <summary>What to remember of a store's space, or null.</summary>
    public StorageRecord? Storage { get; init; }

    /// <summary>Rows of the shared table <c>warning</c> to bring in line, each made when it is not there.</summary>
    public IReadOnlyList<StorageWarningRow> Warnings { get; init; } = [];

    /// <summary>The dataset's move as it stands after this change, or null; one without a number is new.</summary>
    public DatasetMove? Move { get; init; }

    /// <summary>The dataset may not be moved by a check from here on, or null.</summary>
    public MoveHold? Hold { get; init; }

    /// <summary>The dataset's <see cref="MoveHold"/> ends.</summary>
    public bool ReleasesHold { get; init; }

    /// <summary>What to remember of the dataset's processing, or null when it stays as it is.</summary>
    public ProcessingRecord? Processing { get; init; }

    /// <summary>A command that was run, or is about to be, as it stands after this change; or null.</summary>
    public ProcessingCommand? Command { get; init; }

    /// <summary>What to remember of the montage that a check makes of the dataset, or null when it stays as it is.</summary>
    public Tiles.Montage.Automatic.MontageRecord? Montage { get; init; }

    /// <summary>Files of the dataset that were taken elsewhere.</summary>
    public IReadOnlyList<Trash.FileRelocation> Relocations { get; init; } = [];

    /// <summary>Acts on the outside that follow this change: each is noted before it happens.</summary>
    public IReadOnlyList<Intent> Begins { get; init; } = [];

    /// <summary>Acts on the outside whose results come with this change.</summary>
    public IReadOnlyList<IntentEnd> Ends { get; init; } = [];

    /// <summary>Nothing of it is written when a column was changed by someone else meanwhile.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The folder that <see cref="Observation"/> and open attention were keyed by before a rename, or null.</summary>
    public string? FormerPath { get; init; }

    /// <summary>A change set of a row that writes nothing yet.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The change set.</returns>
    public static DatasetChangeSet Of(Dataset row) => new() { Id = row.Id, Name = row.Name, Path = row.Path ?? string.Empty };
}

using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>What one status check saw, decided and did.</summary>
public sealed record StatusCheckReport
{
    /// <summary>When it began, by the lab's clock and in its time zone.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The node it ran on.</summary>
    public required string Host { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>Observe: nothing was carried out. Active: it was.</summary>
    public required CheckMode Mode { get; init; }

    /// <summary>Nothing at all was changed: <see cref="Changes"/> is what would be.</summary>
    public required bool IsWhatIf { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<CheckStepResult> Steps { get; init; }

    /// <summary>Datasets looked at.</summary>
    public required int Checked { get; init; }

    /// <summary>Of these, newly recorded.</summary>
    public required int Registered { get; init; }

    /// <summary>Of these, being imaged.</summary>
    public required int InProgress { get; init; }

    /// <summary>Of these, finished.</summary>
    public required int Finished { get; init; }

    /// <summary>Of these, waiting for a person.</summary>
    public required int NeedsAttention { get; init; }

    /// <summary>Changes made, or that would be made.</summary>
    public required IReadOnlyList<CheckChange> Changes { get; init; }

    /// <summary>What could not be done, and what a person should know.</summary>
    public required IReadOnlyList<CheckProblem> Problems { get; init; }

    /// <summary>What other programs changed in the shared rows since the check before; each is in the history.</summary>
    public IReadOnlyList<DatasetEvent> ExternalChanges { get; init; } = [];

    /// <summary>The datasets as they stand after the check, when they were asked for.</summary>
    public IReadOnlyList<Dataset> Datasets { get; init; } = [];

    /// <summary>Nothing changed and nothing is in the way.</summary>
    public bool IsQuiet => Changes.Count == 0 && Problems.Count == 0;
}

using MicroStatus.Acquisition;

namespace MicroStatus.Checks;

/// <summary>What an import found on disk; nothing has been changed.</summary>
/// <param name="Candidates">Datasets to register.</param>
/// <param name="Known">Folders that have a row already and are left as they are.</param>
/// <param name="Empty">Paths below which no dataset lies.</param>
/// <param name="Faults">Paths and folders that could not be searched, each with its path as the target.</param>
public sealed record ImportFinding(
    IReadOnlyList<ImportCandidate> Candidates,
    IReadOnlyList<FoundDataset> Known,
    IReadOnlyList<string> Empty,
    IReadOnlyList<StatusException> Faults);

namespace MicroStatus.Checks;

/// <summary>What an import wrote.</summary>
/// <param name="Ids">Rows that were registered, or whose new name was recorded.</param>
/// <param name="Problems">What a person should know; failures have been told while it ran.</param>
public sealed record ImportResult(IReadOnlyList<long> Ids, IReadOnlyList<CheckProblem> Problems);

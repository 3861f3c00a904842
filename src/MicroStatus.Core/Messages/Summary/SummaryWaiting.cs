using MicroStatus.Datasets;

namespace MicroStatus.Messages.Summary;

/// <summary>A dataset that waits for a person.</summary>
/// <param name="Id">The database id; null when it has no row.</param>
/// <param name="Name">The name.</param>
/// <param name="Since">Since when, lab time; null when nobody noted it.</param>
public sealed record SummaryWaiting(long? Id, string Name, DateTimeOffset? Since)
{
    /// <summary>Why, a sentence each; empty when nobody noted it.</summary>
    public IReadOnlyList<string> Why { get; init => field = TextList.Of(value); } = TextList.Empty;
}

namespace MicroStatus.Database;

/// <summary>What the database says about who may act on it (lab.md §6).</summary>
/// <param name="Mode">Observe or Active, as recorded in the database.</param>
/// <param name="Since">The take-over: nothing older is announced or reported; null before it.</param>
/// <param name="CheckHost">The node whose checks may act: the first one that did; null before.</param>
public sealed record MonitorState(CheckMode Mode, DateTimeOffset? Since, string? CheckHost);

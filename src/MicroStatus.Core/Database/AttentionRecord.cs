using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>An open reason for attention as stored; one episode from opened to closed.</summary>
/// <param name="Episode">Its number.</param>
/// <param name="Path">The dataset's folder.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Opened">Since when.</param>
/// <param name="PausedByUs">The row's <c>paused</c> was set with it by us, so that closing it may clear it.</param>
public sealed record AttentionRecord(long Episode, string Path, AttentionReason Reason, DateTimeOffset Opened, bool PausedByUs);

using MicroStatus.Cluster;

namespace MicroStatus.Processing.Commands;

/// <summary>What is known of a command's run at one moment.</summary>
/// <param name="ExitCode">The exit code that it has left; null when it has left none.</param>
/// <param name="HasBegun">It has left its claim.</param>
/// <param name="Job">Its job as the executor tells; null when the executor knows none, or could not be asked.</param>
/// <param name="WasAsked">The executor was asked and has answered.</param>
public sealed record CommandEvidence(int? ExitCode, bool HasBegun, ClusterJob? Job, bool WasAsked);

using MicroStatus.Acts;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>How far a run is that no move stands for: a copy from Hive back to FastStore, or the proof of a copy.</summary>
/// <param name="State"><see cref="IntentState.Open"/> while it goes on.</param>
/// <param name="Why">What tells it, in a sentence.</param>
/// <param name="Code">The exit code that its run told, or null.</param>
public sealed record RunVerdict(IntentState State, string Why, MoveExitCode? Code = null);

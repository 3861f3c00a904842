using MicroStatus.Acts;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>How far the copy of a dataset from Hive back to FastStore is.</summary>
/// <param name="State"><see cref="IntentState.Open"/> while it goes on.</param>
/// <param name="Why">What tells it, in a sentence.</param>
/// <param name="Code">The exit code that its run told, or null.</param>
public sealed record RetrievalVerdict(IntentState State, string Why, MoveExitCode? Code = null);

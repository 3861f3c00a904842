using MicroStatus.Cluster;
using MicroStatus.Moves.Job;

namespace MicroStatus.Moves;

/// <summary>One run of a move, ready to be submitted.</summary>
/// <param name="Move">The move as it stands once its submission has begun.</param>
/// <param name="Job">What the run's script needs.</param>
/// <param name="Request">The job.</param>
public sealed record MovePlan(DatasetMove Move, MoveJob Job, ClusterJobRequest Request);

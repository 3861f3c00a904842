namespace MicroStatus.Cluster;

/// <summary>What a submission led to.</summary>
/// <param name="Job">The job. When it was submitted just now, it is as it was asked for, and not read back.</param>
/// <param name="WasFound">A job of that name and comment was there already, and nothing was submitted: for example one of an earlier try that did not hear of its success.</param>
public sealed record ClusterSubmission(ClusterJob Job, bool WasFound);

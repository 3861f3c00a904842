namespace MicroStatus.Processing.Services;

/// <summary>Whether a cluster that processes several datasets is needed (lab.md §3).</summary>
/// <param name="Name">Its name, for people and as a part of the names of jobs: <c>stitching</c>, <c>denoising</c>.</param>
/// <param name="Jobs">The names of the jobs that it consists of; it runs when each of them waits or runs.</param>
/// <param name="Start">The command that starts it.</param>
/// <param name="Need">What is to become of it.</param>
/// <param name="Why">Why, in a sentence.</param>
public sealed record ServiceNeed(string Name, IReadOnlyList<string> Jobs, IReadOnlyList<string> Start, ServiceWish Need, string Why);

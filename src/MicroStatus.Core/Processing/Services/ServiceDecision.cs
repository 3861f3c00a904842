using MicroStatus.Cluster;

namespace MicroStatus.Processing.Services;

/// <summary>What is done about a service now.</summary>
/// <param name="Name">The service.</param>
/// <param name="Act">Started, stopped, or left as it is.</param>
/// <param name="Jobs">The jobs to cancel.</param>
/// <param name="Why">Why, in a sentence.</param>
public sealed record ServiceDecision(string Name, ServiceWish Act, IReadOnlyList<ClusterJob> Jobs, string Why);

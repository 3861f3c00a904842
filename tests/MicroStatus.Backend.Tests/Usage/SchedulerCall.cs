namespace MicroStatus.Backend.Tests.Usage;

/// <summary>A request that the scheduler got.</summary>
internal sealed record SchedulerCall(string Method, string Path, string? ContentType, string? Authorization, string Body);

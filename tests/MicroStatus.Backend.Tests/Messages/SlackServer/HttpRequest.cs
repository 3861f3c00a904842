namespace MicroStatus.Testing.Slack;

/// <summary>A request as it was read.</summary>
internal sealed record HttpRequest(string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);

namespace MicroStatus.Testing.Slack;

/// <summary>A call as it arrived.</summary>
/// <param name="Order">Its number among all calls, from 1.</param>
/// <param name="OrderOfMethod">Its number among the calls of its method, from 1.</param>
/// <param name="Method">The API's method, or <c>upload</c> for a file's bytes.</param>
/// <param name="Target">The request's target: path and query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
public sealed record ReceivedCall(
    int Order, int OrderOfMethod, string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Body.Span);
}

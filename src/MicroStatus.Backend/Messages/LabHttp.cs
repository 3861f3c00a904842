namespace MicroStatus.Backend.Messages;

/// <summary>Makes the HTTP client of the lab's messages.</summary>
internal static class LabHttp
{
    /// <summary>Makes a client: no redirects, since a token goes nowhere but to the address that is configured, no cookies, no time limit
    /// of its own.</summary>
    /// <returns>The client; one lasts as long as the process, idle connections close by themselves.</returns>
    public static HttpClient Create()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}

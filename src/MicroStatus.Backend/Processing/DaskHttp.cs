namespace MicroStatus.Backend.Processing;

/// <summary>Makes the HTTP client for the stitching cluster's scheduler.</summary>
internal static class DaskHttp
{
    /// <summary>Makes a client: the scheduler stands in the lab's own network, so that no proxy is asked; no redirects, no cookies, no time limit of its own.</summary>
    /// <returns>The client; one lasts as long as the process.</returns>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}

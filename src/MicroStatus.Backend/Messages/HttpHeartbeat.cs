using System.Net;
using System.Text;
using MicroStatus.Configuration;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Messages;

/// <summary>A dead man's switch over HTTP: GET after a good check, POST with the reason after a failed one; one repeat.</summary>
/// <remarks>The address may be all that protects the switch, so that nothing that is said here holds it, nor the host's name.</remarks>
public sealed class HttpHeartbeat : IHeartbeat
{
    private const string Variable = "HEARTBEAT_URL";

    private const int Tries = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly HeartbeatSettings _settings;
    private readonly Secret _address;

    private HttpHeartbeat(HeartbeatSettings settings, Secret address, HttpClient http, TimeProvider clock) =>
        (_settings, _address, _http, _clock) = (settings, address, http, clock);

    /// <summary>Prepares the heartbeat; nothing is called yet.</summary>
    /// <param name="settings">The settings that name the address.</param>
    /// <param name="http">Gives the HTTP client, which must not follow redirects; asked only when there is an address.</param>
    /// <param name="clock">Measures time limits and pauses.</param>
    /// <returns>The heartbeat; null when none is configured.</returns>
    public static HttpHeartbeat? From(StatusSettings settings, Func<HttpClient> http, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(http);
        return settings is { Messages.Heartbeat: { Enabled: true } heartbeat, Secrets.HeartbeatAddress: { } address }
            ? new HttpHeartbeat(heartbeat, address, http(), clock)
            : null;
    }

    /// <inheritdoc/>
    public Task<string?> SucceededAsync(CancellationToken cancellationToken) =>
        CallAsync(_address.Reveal().Trim(), () => new HttpRequestMessage { Method = HttpMethod.Get }, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> FailedAsync(string reason, CancellationToken cancellationToken)
    {
        if (_settings.FailureAddress is not { Length: > 0 } template)
        {
            return null;
        }

        // What is added belongs to the path, not to a query behind it.
        var whole = _address.Reveal().Trim();
        var query = whole.IndexOfAny(['?', '#']) is >= 0 and var at ? whole[at..] : string.Empty;
        var address = template.Replace("{Address}", whole[..^query.Length].TrimEnd('/'), StringComparison.Ordinal) + query;
        return await CallAsync(
            address,
            () => new HttpRequestMessage { Method = HttpMethod.Post, Content = new StringContent(reason, Encoding.UTF8, "text/plain") },
            cancellationToken);
    }

    private async Task<string?> CallAsync(string address, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return $"The heartbeat was not called: {Variable} is no http or https address. Correct it in the environment or in .env, or remove it.";
        }

        for (var number = 1; ; number++)
        {
            using var request = make();
            request.RequestUri = uri;
            var (fault, isLasting) = await CallOnceAsync(request, cancellationToken);
            if (fault is null || isLasting || number == Tries)
            {
                return fault is null ? null : $"The heartbeat ({Variable}) {fault}.";
            }

            await Task.Delay(Pause, _clock, cancellationToken);
        }
    }

    private async Task<(string? Fault, bool IsLasting)> CallOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? (null, false)
                : ($"answers with HTTP status {status}", status < 500 && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ("did not answer in time (Messages:Heartbeat:Timeout)", false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (Words((e as HttpRequestException)?.HttpRequestError), false);
        }
    }

    private static string Words(HttpRequestError? error) => error switch
    {
        HttpRequestError.NameResolutionError => "cannot be reached: its name cannot be found",
        HttpRequestError.SecureConnectionError => "cannot be reached: no encrypted connection can be made",
        HttpRequestError.ProxyTunnelError => "cannot be reached: the proxy does not connect to it",
        _ => "cannot be reached, or broke the connection",
    };
}

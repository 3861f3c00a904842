using System.Net.Http.Headers;
using System.Text;
using MicroStatus.Backend.Messages;
using MicroStatus.Configuration;
using MicroStatus.Usage;

namespace MicroStatus.Backend.Usage;

/// <summary>The scheduler over HTTP: one POST a report, with basic authentication. What it says never holds the password, even when a server echoes it.</summary>
public sealed class HttpUsageScheduler : IUsageScheduler
{
    private const string UserVariable = "SCHEDULER_USER";

    private const string PasswordVariable = "SCHEDULER_PASS";

    private const int LongestAnswer = 64 * 1024;

    private readonly Uri _address;
    private readonly string _credentials;
    private readonly string _password;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    private HttpUsageScheduler(Uri address, Secret user, Secret password, TimeSpan timeout, HttpClient http, TimeProvider clock)
    {
        (_address, _timeout, _http, _clock) = (address, timeout, http, clock);
        _password = password.Reveal();
        _credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Reveal()}:{_password}"));
    }

    /// <summary>Prepares the scheduler; nothing is sent yet.</summary>
    /// <param name="settings">The settings that name address, user and password.</param>
    /// <param name="http">Gives the HTTP client, which must not follow redirects: the password goes nowhere else.</param>
    /// <param name="clock">Measures the time limit.</param>
    /// <returns>The scheduler.</returns>
    /// <exception cref="StatusException"><c>UsageNotConfigured</c>, <c>UsageAddressUnsafe</c>.</exception>
    public static HttpUsageScheduler From(StatusSettings settings, Func<HttpClient> http, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(http);
        var (user, password) = (settings.Secrets.SchedulerUser, settings.Secrets.SchedulerPassword);
        if (user is null || password is null || settings.Usage.Address is not { Length: > 0 } address)
        {
            string?[] missing = [user is null ? UserVariable : null, password is null ? PasswordVariable : null, settings.Usage.Address is { Length: > 0 } ? null : "Usage:Address"];
            var names = string.Join(" and ", missing.OfType<string>());
            throw new StatusException(
                "UsageNotConfigured",
                StatusErrorCategory.InvalidData,
                $"Microscope time cannot be reported: not set: {names}.",
                $"Put {UserVariable} and {PasswordVariable} into the environment or into the file .env beside the settings file, and Usage:Address into the settings.",
                names);
        }

        return new HttpUsageScheduler(SafeAddress(address), user, password, settings.Usage.Timeout, http(), clock);
    }

    /// <inheritdoc/>
    public async Task<UsageReply> PostAsync(string json, CancellationToken cancellationToken)
    {
        using var content = new WatchedContent(new StringContent(json, Encoding.UTF8, "application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _credentials);
        using var limit = new CancellationTokenSource(_timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var body = await BodyAsync(response, both.Token, cancellationToken);
            return Judge(response, (int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            var state = content.IsBegun ? UsageReplyState.Unsure : UsageReplyState.NotSent;
            return new UsageReply(state, null, string.Empty, Masked(Words(e, content.IsBegun)));
        }
    }

    private static UsageReply Judge(HttpResponseMessage response, int status, string body)
    {
        if (response.IsSuccessStatusCode)
        {
            return new UsageReply(UsageReplyState.Accepted, status, body, null);
        }

        // Behind a failure of the server itself the record may stand.
        var state = status >= 500 ? UsageReplyState.Unsure : UsageReplyState.Refused;
        var reason = status switch
        {
            401 or 403 => FormattableString.Invariant($"The scheduler refuses {UserVariable} and {PasswordVariable} (HTTP status {status})."),
            >= 300 and < 400 => FormattableString.Invariant($"The scheduler sends on to another address (HTTP status {status}), which is not followed: Usage:Address is to name it."),
            _ => FormattableString.Invariant($"The scheduler answered with HTTP status {status}."),
        };
        return new UsageReply(state, status, body, reason);
    }

    // The status says what came of it; a body that breaks off changes nothing.
    private async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            return await BoundedBody.ReadAsync(response.Content, LongestAnswer, limited) is { } bytes
                ? Masked(OneLine(Encoding.UTF8.GetString(bytes.Span)))
                : $"(an answer of more than {LongestAnswer} bytes)";
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "(an answer that broke off)";
        }
    }

    private string Words(Exception cause, bool isBegun) => (cause, isBegun) switch
    {
        (OperationCanceledException, _) => FormattableString.Invariant($"The scheduler did not answer within {_timeout.TotalSeconds:0} s."),
        (_, true) => "The connection to the scheduler broke before an answer came.",
        (HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }, _) => $"The scheduler's name {_address.Host} cannot be found.",
        (HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }, _) => $"No encrypted connection to {_address.Host} can be made.",
        _ => $"The scheduler at {_address.Host} cannot be reached.",
    };

    private string Masked(string text) => text
        .Replace(_credentials, Secret.Mask, StringComparison.Ordinal)
        .Replace(_password, Secret.Mask, StringComparison.Ordinal);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Uri SafeAddress(string text)
    {
        var address = new Uri(text);
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new StatusException(
                "UsageAddressUnsafe",
                StatusErrorCategory.InvalidData,
                $"Usage:Address is {text}: the password would travel there unencrypted.",
                "Use an address that begins with https://; http:// is for this machine itself alone.",
                text);
    }
}

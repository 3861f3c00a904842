using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MicroStatus.Messages.Chat;
using Polly;
using Polly.Retry;

namespace MicroStatus.Backend.Messages;

/// <summary>Calls methods of the Slack Web API. What is safe to repeat is tried three times, with growing pauses or the one that Slack asks
/// for.</summary>
internal sealed class SlackCaller
{
    private const int Repeats = 2;

    private const int LongestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;

    private readonly SlackAccount _account;

    private readonly SlackFaults _faults;

    private readonly TimeSpan _timeout;

    private readonly TimeProvider _clock;

    private readonly ResiliencePipeline _repeating;

    /// <summary>Prepares calls; nothing is sent yet.</summary>
    /// <param name="http">The HTTP client.</param>
    /// <param name="account">Address and token.</param>
    /// <param name="faults">Explains faults.</param>
    /// <param name="timeout">How long an answer is waited for; also the longest pause between two tries.</param>
    /// <param name="clock">Measures both.</param>
    public SlackCaller(HttpClient http, SlackAccount account, SlackFaults faults, TimeSpan timeout, TimeProvider clock)
    {
        _http = http;
        _account = account;
        _faults = faults;
        _timeout = timeout;
        _clock = clock;
        _repeating = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(Repeating(timeout)).Build();
    }

    /// <summary>Calls a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">Makes the request's body; asked once for each try.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Slack's answer, with <c>ok: true</c>.</returns>
    /// <exception cref="ChatException">Slack refuses, is not there, or nobody knows.</exception>
    public async Task<JsonElement> CallAsync(SlackMethod method, Func<HttpContent> body, CancellationToken cancellationToken) =>
        method.IsRepeatable
            ? await _repeating.ExecuteAsync(async token => await CallOnceAsync(method, body(), token), cancellationToken)
            : await CallOnceAsync(method, body(), cancellationToken);

    /// <summary>Sends bytes to an address that Slack named, without the token.</summary>
    /// <param name="method">The method that named it.</param>
    /// <param name="address">The address.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="timeout">How long the whole may take.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When they have arrived.</returns>
    /// <exception cref="ChatException">They did not arrive.</exception>
    public async Task SendBytesAsync(SlackMethod method, Uri address, HttpContent body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        await ExchangeAsync(method, request, body, timeout, AnswerAsync, cancellationToken);

        Task<bool> AnswerAsync(HttpResponseMessage response, CancellationToken token) => response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => throw SlackFaults.TooMany(method, RetryAfter.Of(response, _clock.GetUtcNow())),
            HttpStatusCode.OK => Task.FromResult(true),
            _ => throw _faults.Odd(method, response.StatusCode),
        };
    }

    private static RetryStrategyOptions Repeating(TimeSpan longestPause) => new()
    {
        ShouldHandle = arguments => new(
            arguments.Outcome.Exception is ChatException { Fault: ChatFault.RateLimited or ChatFault.Unreachable or ChatFault.Unsure } fault
            && (fault.RetryAfter ?? TimeSpan.Zero) <= longestPause),
        MaxRetryAttempts = Repeats,
        DelayGenerator = arguments => new(
            (arguments.Outcome.Exception as ChatException)?.RetryAfter ?? FirstPause * (1 << arguments.AttemptNumber)),
    };

    private async Task<JsonElement> CallOnceAsync(SlackMethod method, HttpContent body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_account.Address, method.Name));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _account.Token.Reveal());
        return await ExchangeAsync(method, request, body, _timeout, AnswerAsync, cancellationToken);

        async Task<JsonElement> AnswerAsync(HttpResponseMessage response, CancellationToken token)
        {
            var pause = RetryAfter.Of(response, _clock.GetUtcNow());
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                throw SlackFaults.TooMany(method, pause);
            }

            if ((int)response.StatusCode >= 500)
            {
                throw _faults.Odd(method, response.StatusCode);
            }

            return Read(await BoundedBody.ReadAsync(response.Content, LongestAnswer, token)) switch
            {
                { ValueKind: JsonValueKind.Object } answer when Says(answer, JsonValueKind.False) => throw _faults.Refused(method, answer, pause),
                { ValueKind: JsonValueKind.Object } answer when response.StatusCode == HttpStatusCode.OK && Says(answer, JsonValueKind.True) => answer,
                _ => throw _faults.Odd(method, response.StatusCode),
            };
        }
    }

    private async Task<T> ExchangeAsync<T>(
        SlackMethod method,
        HttpRequestMessage request,
        HttpContent body,
        TimeSpan timeout,
        Func<HttpResponseMessage, CancellationToken, Task<T>> answerAsync,
        CancellationToken cancellationToken)
    {
        using var content = new WatchedContent(body);
        request.Content = content;
        using var limit = new CancellationTokenSource(timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await answerAsync(response, both.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw _faults.NoAnswer(method, content.IsBegun, e);
        }
    }

    private static JsonElement? Read(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(bytes.Span);
        }
        catch (JsonException)
        {
            // What it means that an answer is no JSON is judged together with its status.
            return null;
        }
    }

    private static bool Says(JsonElement answer, JsonValueKind kind) => answer.TryGetProperty("ok", out var ok) && ok.ValueKind == kind;
}

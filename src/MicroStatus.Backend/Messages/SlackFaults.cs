using System.Net;
using System.Text;
using System.Text.Json;
using MicroStatus.Configuration;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>Turns what went wrong into <see cref="ChatException"/>. Nothing that it says holds the token, whatever Slack answers.</summary>
/// <param name="account">The account whose token is kept secret.</param>
internal sealed class SlackFaults(SlackAccount account)
{
    private const int LongestWord = 80;

    private const string Looked = "Nobody knows whether the message arrived; it is looked for before it is sent again.";

    private const string Later = "It is tried again later.";

    /// <summary>Slack answered <c>ok: false</c>.</summary>
    /// <param name="method">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="retryAfter">The pause that Slack asks for, or null.</param>
    /// <returns>The fault.</returns>
    public ChatException Refused(SlackMethod method, JsonElement answer, TimeSpan? retryAfter)
    {
        var word = Tame(Text(answer, "error")) ?? "unknown_error";
        var needed = Tame(Text(answer, "needed"));
        var explained = SlackWords.Explain(word);
        var fault = explained.Meaning switch
        {
            SlackWordMeaning.Rate => ChatFault.RateLimited,
            SlackWordMeaning.Passing => ChatFault.Unreachable,
            SlackWordMeaning.Doubt => Doubt(method),
            SlackWordMeaning.Token => ChatFault.ChannelRefused,
            SlackWordMeaning.Thread when method == SlackMethod.Post => ChatFault.ThreadGone,
            _ when method.Otherwise is { } otherwise && !SlackWords.IsKnown(word) => otherwise,
            SlackWordMeaning.Right => method.IsOptional ? ChatFault.NotPermitted : ChatFault.ChannelRefused,
            _ => method.Otherwise ?? ChatFault.MessageRefused,
        };
        var detail = needed is null ? string.Empty : $", {needed} is needed";
        return new ChatException(
            fault,
            word,
            $"Slack refuses {method.Name} ({word}{detail}): {explained.Text}",
            fault == ChatFault.RateLimited ? retryAfter ?? RetryAfter.Shortest : retryAfter);
    }

    /// <summary>Slack answered 429: nothing was accepted.</summary>
    /// <param name="method">What was asked.</param>
    /// <param name="retryAfter">The pause that Slack asks for, or null when it names none.</param>
    /// <returns>The fault.</returns>
    public static ChatException TooMany(SlackMethod method, TimeSpan? retryAfter) =>
        new(
            ChatFault.RateLimited,
            "ratelimited",
            $"Slack takes no more calls of {method.Name} for the moment. {Later}",
            retryAfter ?? RetryAfter.Shortest);

    /// <summary>An answer that is not one of Slack's Web API.</summary>
    /// <param name="method">What was asked.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault: of the server's own and a good status without a good answer nobody knows; what was turned away was not
    /// accepted.</returns>
    public ChatException Odd(SlackMethod method, HttpStatusCode status)
    {
        var number = (int)status;
        var fault = number switch
        {
            400 or 413 => method.Otherwise ?? ChatFault.MessageRefused,
            408 or 425 => Doubt(method),
            >= 300 and < 500 => ChatFault.Unreachable,
            _ => Doubt(method),
        };
        var what = number is >= 200 and < 300
            ? $"{account.Address.Host} answers {method.Name} with something that is no answer of Slack"
            : $"{account.Address.Host} answers {method.Name} with HTTP status {number}";
        var reason = number is >= 200 and < 300 ? "invalid_answer" : $"http_{number}";
        return new ChatException(fault, reason, $"{what}. {Advice(fault)}");
    }

    /// <summary>No answer came.</summary>
    /// <param name="method">What was asked.</param>
    /// <param name="wasSent">Sending had begun; otherwise Slack has heard nothing.</param>
    /// <param name="cause">What happened.</param>
    /// <returns>The fault.</returns>
    public ChatException NoAnswer(SlackMethod method, bool wasSent, Exception cause)
    {
        var host = account.Address.Host;
        var error = (cause as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var fault = wasSent ? Doubt(method) : ChatFault.Unreachable;
        var (reason, what) = (cause, error) switch
        {
            (OperationCanceledException, _) => ("timeout", $"{host} did not answer {method.Name} in time (Messages:Timeout)"),
            (_, HttpRequestError.NameResolutionError) => ("name_unknown", $"The name {host} cannot be found"),
            (_, HttpRequestError.SecureConnectionError) => ("tls_failed", $"No encrypted connection to {host} can be made"),
            (_, HttpRequestError.ProxyTunnelError) => ("proxy_refused", $"The proxy does not connect to {host}"),
            _ when wasSent => ("connection_lost", $"The connection to {host} broke during {method.Name}"),
            _ => ("connection_refused", $"{host} cannot be reached"),
        };
        return new ChatException(fault, reason, $"{what}. {Advice(fault)}", inner: cause);
    }

    /// <summary>A property that is a text.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="name">The property.</param>
    /// <returns>The text, or null when there is none.</returns>
    public static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ChatFault Doubt(SlackMethod method) => method.HasEffect ? ChatFault.Unsure : ChatFault.Unreachable;

    private static string Advice(ChatFault fault) => fault switch
    {
        ChatFault.Unsure => Looked,
        ChatFault.Unreachable => $"{Later} When it stays so, check the network and Messages:SlackAddress.",
        _ => "Other messages are not concerned.",
    };

    // A word of Slack is letters, digits and a few signs. What is not, or repeats the token, is not passed on.
    private string? Tame(string? word)
    {
        if (word is null || word.Length > LongestWord)
        {
            return null;
        }

        var tame = new StringBuilder(word.Length);
        foreach (var character in word.Replace(account.Token.Reveal(), Secret.Mask, StringComparison.OrdinalIgnoreCase))
        {
            tame.Append(char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or ':' or ',' or '*' ? character : '_');
        }

        return tame.Length == 0 ? null : tame.ToString();
    }
}

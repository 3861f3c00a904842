using System.Runtime.CompilerServices;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Configuration.Examination;

/// <summary>Tries whether messages would arrive, as far as that can be known without posting one (lab.md §10).</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
internal sealed class SlackChecks(IBackend backend, StatusSettings settings)
{
    private const string Token = "SLACK_TOKEN";
    private const string ChannelVariable = "SLACK_CHANNEL";
    private const string AddressCheck = "address reachable";
    private const string TokenCheck = "token valid";
    private const string ChannelCheck = "channel visible";
    private const string HistoryCheck = "history readable";
    private const string PostCheck = "may post";

    // No message has this key: looking for it shows whether the channel can be read.
    private const string NoKey = "settings-test";

    // What a chat says of a channel that is not there for the app.
    private static readonly string[] Closed = ["channel_not_found", "not_in_channel", "is_archived"];

    private readonly string _address = settings.Messages.SlackAddress;

    /// <summary>Tries.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was seen.</returns>
    public async IAsyncEnumerable<SettingsCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (configured, chat) = Configured();
        yield return configured;
        if (chat is null)
        {
            foreach (var check in (string[])[AddressCheck, TokenCheck, ChannelCheck, HistoryCheck, PostCheck])
            {
                yield return Skipped(check, _address, "Not tried: Slack is not configured.");
            }

            yield break;
        }

        var (identity, fault) = await TryAsync(() => chat.IdentifyAsync(cancellationToken)).ConfigureAwait(false);
        yield return Address(fault);
        yield return TokenValid(identity, fault);
        if (identity is null)
        {
            foreach (var check in (string[])[ChannelCheck, HistoryCheck, PostCheck])
            {
                yield return Skipped(check, ChannelVariable, "Not tried: the token could not be tried.");
            }

            yield break;
        }

        var (_, refusal) = await TryAsync(() => chat.FindAsync(NoKey, thread: null, backend.Clock(settings).GetUtcNow(), cancellationToken)).ConfigureAwait(false);
        yield return Channel(identity.Channel, refusal);
        yield return History(identity.Channel, refusal);
        yield return Skipped(PostCheck, identity.Channel, "Only a message shows whether the app may post.", "Send-StatusMessage -Test posts one.");
    }

    private (SettingsCheck Check, IChat? Chat) Configured()
    {
        const string Check = "configured";
        var target = $"{Token}, {ChannelVariable}";
        var isEnabled = settings.Messages.MessagesEnabled;
        try
        {
            var chat = backend.OpenChat(settings);
            return isEnabled
                ? (Result(Check, target, SettingsCheckOutcome.Passed, "Token and channel are set, and messages are on."), chat)
                : (Result(
                    Check,
                    target,
                    SettingsCheckOutcome.Warning,
                    "Token and channel are set, but messages are off: their texts go to the log.",
                    "Remove Messages:MessagesEnabled from the settings to send them."), chat);
        }
        catch (StatusException e)
        {
            return isEnabled
                ? (Result(Check, target, SettingsCheckOutcome.Failed, e.Message, e.RecommendedAction), null)
                : (Skipped(Check, target, "Messages are off (Messages:MessagesEnabled): their texts go to the log."), null);
        }
    }

    private SettingsCheck Address(ChatException? fault) => fault is { Fault: ChatFault.Unreachable or ChatFault.Unsure }
        ? Result(AddressCheck, _address, SettingsCheckOutcome.Failed, fault.Message, "Check the network, a proxy, and Messages:SlackAddress.")
        : Result(AddressCheck, _address, SettingsCheckOutcome.Passed, "Slack answers.");

    private static SettingsCheck TokenValid(ChatIdentity? identity, ChatException? fault) => fault switch
    {
        null => Result(TokenCheck, Token, SettingsCheckOutcome.Passed, $"The token belongs to {identity!.User} in the workspace {identity.Team}."),
        { Fault: ChatFault.Unreachable or ChatFault.Unsure } => Skipped(TokenCheck, Token, "Not tried: Slack does not answer."),
        { Fault: ChatFault.RateLimited } => Result(TokenCheck, Token, SettingsCheckOutcome.Warning, fault.Message, "Try again in a minute."),
        _ => Result(TokenCheck, Token, SettingsCheckOutcome.Failed, fault.Message, "Put the app's Bot User OAuth Token (xoxb-…) into SLACK_TOKEN."),
    };

    private static SettingsCheck Channel(string channel, ChatException? refusal) => refusal switch
    {
        null => Result(ChannelCheck, channel, SettingsCheckOutcome.Passed, "The app sees the channel."),
        _ when Closed.Contains(refusal.Reason, StringComparer.Ordinal) => Result(
            ChannelCheck,
            channel,
            SettingsCheckOutcome.Failed,
            refusal.Message,
            "Invite the app into the channel (/invite @app), and put the channel's id (C…) into SLACK_CHANNEL."),
        _ => Skipped(ChannelCheck, channel, "Not known: the app may not look into the channel.", "Send-StatusMessage -Test shows whether messages arrive there."),
    };

    private static SettingsCheck History(string channel, ChatException? refusal) => refusal switch
    {
        null => Result(HistoryCheck, channel, SettingsCheckOutcome.Passed, "A message whose answer was lost is looked for before it is sent again."),
        _ when Closed.Contains(refusal.Reason, StringComparer.Ordinal) => Skipped(HistoryCheck, channel, "Not tried: the app does not see the channel."),
        { Fault: ChatFault.NotPermitted } => Result(
            HistoryCheck,
            channel,
            SettingsCheckOutcome.Warning,
            $"A message whose answer was lost may appear twice, marked as a possible repeat. {refusal.Message}",
            "Give the app the scope channels:history (groups:history for a private channel), and channels:read (groups:read) when the channel is given by name; install it again."),
        _ => Result(HistoryCheck, channel, SettingsCheckOutcome.Warning, refusal.Message, "Try again in a minute."),
    };

    private static SettingsCheck Result(string check, string target, SettingsCheckOutcome outcome, string message, string? action = null) =>
        new(SettingsCheckCategory.Slack, check, target, outcome, message, action);

    private static SettingsCheck Skipped(string check, string target, string message, string? action = null) =>
        Result(check, target, SettingsCheckOutcome.Skipped, message, action);

    private static async Task<(T? Answer, ChatException? Fault)> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return (await call().ConfigureAwait(false), null);
        }
        catch (ChatException e)
        {
            return (default, e);
        }
    }
}

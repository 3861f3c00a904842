using System.Collections.Frozen;

namespace MicroStatus.Backend.Messages;

/// <summary>What Slack's words for a refusal mean. Slack answers with HTTP 200, <c>ok: false</c> and one of them.</summary>
/// <remarks>
/// <para><c>internal_error</c> and <c>fatal_error</c>: Slack's documentation says that part of the work may have been done.
/// <c>service_unavailable</c>
/// says nothing about it. All three leave doubt.</para>
/// <para><c>request_timeout</c> says that the request arrived incomplete, <c>team_added_to_org</c> that the workspace is closed while it is
/// moved: in both
/// cases nothing was accepted.</para>
/// <para>A word that is not in the table is judged by its parts: when one of them names the token, the app, the workspace or the channel,
/// no message would be
/// accepted; otherwise it is about this message. That is the smaller harm: a refused message stays on the list of failed ones and can be
/// sent again,
/// while one odd message that counts as a closed channel would silence the lab.</para>
/// </remarks>
internal static class SlackWords
{
    private const string NewToken =
        "Copy the Bot User OAuth Token (xoxb-…) from the app's page 'OAuth & Permissions' into SLACK_TOKEN (environment or .env).";

    private const string OtherChannel = "Ask an administrator of the workspace, or name another channel in SLACK_CHANNEL (environment or .env).";

    private const string OneMessage = "Other messages are not concerned.";

    private static readonly FrozenDictionary<string, SlackWord> Known = Table().ToFrozenDictionary(StringComparer.Ordinal);

    // Parts of words that name what is shared by all messages.
    private static readonly FrozenSet<string> Shared = new[]
    {
        "access", "account", "app", "auth", "bot", "channel", "ekm", "enterprise", "login", "method", "org", "permission", "restricted", "scope",
        "team", "token", "user", "workspace",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Explains a word.</summary>
    /// <param name="word">Slack's word.</param>
    /// <returns>What it means.</returns>
    public static SlackWord Explain(string word)
    {
        if (Known.TryGetValue(word, out var known))
        {
            return known;
        }

        return word.Split('_').Any(Shared.Contains)
            ? new SlackWord(SlackWordMeaning.Right, $"Slack does not let the app post to the channel. {OtherChannel}")
            : new SlackWord(SlackWordMeaning.Message, $"Slack does not take this message. {OneMessage}");
    }

    /// <summary>Whether a word has an explanation of its own.</summary>
    /// <param name="word">Slack's word.</param>
    /// <returns>True when it has one.</returns>
    public static bool IsKnown(string word) => Known.ContainsKey(word);

    private static Dictionary<string, SlackWord> Table()
    {
        var table = new Dictionary<string, SlackWord>(StringComparer.Ordinal);
        Add(
            SlackWordMeaning.Rate,
            "Slack takes no more messages for the moment. Nothing needs to be done.",
            "ratelimited",
            "rate_limited",
            "message_limit_exceeded");
        Add(SlackWordMeaning.Passing, "The request did not reach Slack as a whole. It is tried again.", "request_timeout");
        Add(
            SlackWordMeaning.Passing,
            "The workspace is being moved to an organization and is closed meanwhile. It is tried again.",
            "team_added_to_org");
        Add(
            SlackWordMeaning.Doubt,
            "Slack has a fault of its own. What may have arrived is looked for before it is sent again.",
            "internal_error",
            "fatal_error",
            "service_unavailable");

        Add(SlackWordMeaning.Token, $"Slack does not know the token, or not from this network. {NewToken}", "invalid_auth");
        Add(SlackWordMeaning.Token, $"The request carried no token. {NewToken}", "not_authed");
        Add(
            SlackWordMeaning.Token,
            $"The token was revoked or has expired. Install the app in the workspace again. {NewToken}",
            "token_revoked",
            "token_expired");
        Add(
            SlackWordMeaning.Token,
            $"The app or its user was removed from the workspace. Install the app again. {NewToken}",
            "account_inactive",
            "user_removed_from_team");
        Add(SlackWordMeaning.Token, $"The token is of a kind that may not do this. {NewToken}", "not_allowed_token_type", "invalid_token");

        Add(
            SlackWordMeaning.Right,
            "The token lacks a permission. Add the scope on the app's page 'OAuth & Permissions' (chat:write to post, channels:history or groups:history to read, "
                + "channels:read to find a channel by name, files:write for pictures) and install the app again.",
            "missing_scope",
            "no_permission");
        Add(
            SlackWordMeaning.Right,
            "There is no such channel, or it is private and the app is no member. Correct SLACK_CHANNEL (environment or .env), or type /invite @app in the channel.",
            "channel_not_found");
        Add(SlackWordMeaning.Right, "The app is no member of the channel. Type /invite @app in it.", "not_in_channel");
        Add(
            SlackWordMeaning.Right,
            "The channel is archived. Restore it in Slack, or name another one in SLACK_CHANNEL (environment or .env).",
            "is_archived");
        Add(
            SlackWordMeaning.Right,
            $"The workspace does not let the app post to the channel. {OtherChannel}",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel",
            "ekm_access_denied",
            "access_denied",
            "accesslimited",
            "team_access_not_granted",
            "team_not_found",
            "org_login_required",
            "enterprise_is_restricted",
            "messages_tab_disabled",
            "two_factor_setup_required");
        Add(
            SlackWordMeaning.Right,
            "The address answers, but does not know this call. Correct Messages:SlackAddress in the settings.",
            "unknown_method",
            "method_deprecated",
            "deprecated_endpoint",
            "method_not_supported_for_channel_type");

        Add(
            SlackWordMeaning.Message,
            $"The message is too long. {OneMessage}",
            "msg_too_long",
            "msg_blocks_too_long",
            "attachment_payload_limit_exceeded",
            "metadata_too_large");
        Add(
            SlackWordMeaning.Message,
            $"Slack does not understand the message's form. {OneMessage}",
            "invalid_blocks",
            "invalid_blocks_format",
            "no_text",
            "too_many_attachments",
            "invalid_arguments");
        Add(
            SlackWordMeaning.Message,
            $"Slack does not take the message's key. {OneMessage}",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "metadata_must_be_sent_from_app");
        Add(
            SlackWordMeaning.Thread,
            $"The thread is closed, or its first message is gone. {OneMessage}",
            "restricted_action_thread_locked",
            "cannot_reply_to_message",
            "thread_not_found");
        Add(
            SlackWordMeaning.Message,
            $"The message to be changed is gone, or may not be changed any more. {OneMessage}",
            "message_not_found",
            "cant_update_message",
            "edit_window_closed");
        return table;

        void Add(SlackWordMeaning meaning, string text, params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                table.Add(word, new SlackWord(meaning, text));
            }
        }
    }
}

using MicroStatus.Configuration;

namespace MicroStatus.Backend.Messages;

/// <summary>Where Slack is, and who posts where (lab.md §10). It prints nothing of what it holds.</summary>
internal sealed class SlackAccount
{
    private const string TokenVariable = "SLACK_TOKEN";

    private const string ChannelVariable = "SLACK_CHANNEL";

    private SlackAccount(Uri address, Secret token, string channel)
    {
        Address = address;
        Token = token;
        Channel = channel;
    }

    /// <summary>Base address of the Slack Web API; ends in a slash.</summary>
    public Uri Address { get; }

    /// <summary>The app's token.</summary>
    public Secret Token { get; }

    /// <summary>The channel as configured: an id (<c>C0123456789</c>) or a name (<c>#lab</c>).</summary>
    public string Channel { get; }

    /// <summary>Takes the account from the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The account.</returns>
    /// <exception cref="StatusException"><c>SlackNotConfigured</c>: token or channel is missing. <c>SlackTokenInvalid</c>: the token holds
    /// a character
    /// that no token has. <c>SlackAddressUnsafe</c>: the token would travel unencrypted.</exception>
    public static SlackAccount From(StatusSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var token = settings.Secrets.SlackToken;
        var channel = settings.Secrets.SlackChannel?.Reveal().Trim();
        if (token is null || string.IsNullOrEmpty(channel))
        {
            throw NotConfigured(token is null, string.IsNullOrEmpty(channel));
        }

        if (token.Reveal().Any(character => character is < '!' or > '~'))
        {
            throw new StatusException(
                "SlackTokenInvalid",
                StatusErrorCategory.InvalidData,
                $"{TokenVariable} holds a blank or another character that no Slack token has.",
                $"Copy the Bot User OAuth Token of the Slack app (xoxb-…) into {TokenVariable} again, without quotes and blanks.",
                TokenVariable);
        }

        return new SlackAccount(SafeAddress(settings.Messages.SlackAddress), token, channel);
    }

    private static StatusException NotConfigured(bool noToken, bool noChannel)
    {
        var missing = string.Join(" and ", new[] { noToken ? TokenVariable : null, noChannel ? ChannelVariable : null }.OfType<string>());
        return new StatusException(
            "SlackNotConfigured",
            StatusErrorCategory.InvalidData,
            $"Messages cannot be sent: {missing} {(noToken && noChannel ? "are" : "is")} not set.",
            $"Put {TokenVariable}=xoxb-… and {ChannelVariable}=#channel into the environment or into the file .env beside the settings file, "
                + "or set Messages:MessagesEnabled to false.",
            missing);
    }

    private static Uri SafeAddress(string text)
    {
        var address = new Uri(text.EndsWith('/') ? text : text + "/");
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new StatusException(
                "SlackAddressUnsafe",
                StatusErrorCategory.InvalidData,
                $"Messages:SlackAddress is {text}: the token would travel there unencrypted.",
                "Use an address that begins with https://; http:// is for this machine itself alone.",
                text);
    }
}

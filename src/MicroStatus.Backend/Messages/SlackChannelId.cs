using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>The channel's id, which reading and uploading need where posting takes a name as well.</summary>
/// <remarks>It is the configured channel when that is an id, else the id on the first receipt, else looked up once in the workspace's list
/// of channels, which
/// needs the scope channels:read (and groups:read for a private one).</remarks>
/// <param name="caller">Calls Slack.</param>
/// <param name="configured">The channel as configured.</param>
internal sealed class SlackChannelId(SlackCaller caller, string configured)
{
    private const int MostPages = 50;

    private const string PageSize = "200";

    private volatile string? _id = IsId(configured) ? configured : null;

    /// <summary>Takes the id from a receipt: what the configured channel turned out to be.</summary>
    /// <param name="id">The id.</param>
    public void Learn(string id) => _id ??= id;

    /// <summary>The id.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ChatException">There is no such channel, or the token may not read the list.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken) => _id ??= await LookUpAsync(cancellationToken);

    private async Task<string> LookUpAsync(CancellationToken cancellationToken)
    {
        var name = configured.TrimStart('#');
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var at = cursor;
            var answer = await caller.CallAsync(
                SlackMethod.Channels,
                () => SlackBody.Form(("types", "public_channel,private_channel"), ("exclude_archived", "true"), ("limit", PageSize), ("cursor", at)),
                cancellationToken);
            foreach (var channel in SlackPage.Items(answer, "channels"))
            {
                if (SlackFaults.Text(channel, "name") == name && SlackFaults.Text(channel, "id") is { } id)
                {
                    return id;
                }
            }

            cursor = SlackPage.Next(answer);
            if (cursor is null)
            {
                throw new ChatException(
                    ChatFault.ChannelRefused,
                    "channel_not_found",
                    $"Slack lists no such channel. {SlackWords.Explain("channel_not_found").Text}");
            }
        }

        throw new ChatException(
            ChatFault.NotPermitted,
            "too_many_channels",
            "The workspace has too many channels to look for one by its name. Put the channel's id (C…) into SLACK_CHANNEL (environment or .env).");
    }

    // A name has no capital letters.
    private static bool IsId(string text) =>
        text.Length >= 8 && text[0] is 'C' or 'G' or 'D'
        && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}

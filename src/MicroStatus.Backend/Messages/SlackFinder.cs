using System.Globalization;
using System.Text.Json;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>Looks for a message by its key, or by the file that it shows, in the channel's history or in a thread.</summary>
/// <param name="caller">Calls Slack.</param>
/// <param name="channel">The channel's id.</param>
internal sealed class SlackFinder(SlackCaller caller, SlackChannelId channel)
{
    // 10,000 messages: far more than a lab writes between a crash and the next run.
    private const int MostPages = 50;

    private const string PageSize = "200";

    // A message's time is Slack's, the moment asked for is this machine's.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>Looks for a message.</summary>
    /// <param name="key">The key.</param>
    /// <param name="thread">The thread's first message, or null for the channel.</param>
    /// <param name="since">Not older than this, but for a difference of clocks.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Where it stands; null when it is certainly not there.</returns>
    /// <exception cref="ChatException">Slack cannot be read, or there is more to read than is reasonable: then
    /// <see cref="ChatFault.NotPermitted"/> too.</exception>
    public Task<ChatReceipt?> FindAsync(string key, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken) =>
        FindAsync(message => SlackMetadata.Carries(message, key), thread, since, cancellationToken);

    /// <summary>Looks for a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="thread">The thread's first message, or null for the channel.</param>
    /// <param name="since">Not older than this, but for a difference of clocks.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>True when a message shows it; false when certainly none does.</returns>
    /// <exception cref="ChatException">Slack cannot be read, or there is more to read than is reasonable: then
    /// <see cref="ChatFault.NotPermitted"/> too.</exception>
    public async Task<bool> HasFileAsync(
        string name, string title, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken) =>
        await FindAsync(message => ShowsFile(message, name, title), thread, since, cancellationToken) is not null;

    private async Task<ChatReceipt?> FindAsync(
        Func<JsonElement, bool> isWanted, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var id = thread?.Channel ?? await channel.GetAsync(cancellationToken);
        var oldest = Oldest(since);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (await PageAsync(id, thread, oldest, cursor, cancellationToken) is not { } answer)
            {
                return null;
            }

            foreach (var message in SlackPage.Items(answer, "messages"))
            {
                if (isWanted(message) && SlackFaults.Text(message, "ts") is { } timestamp)
                {
                    return new ChatReceipt(id, timestamp);
                }
            }

            cursor = SlackPage.Next(answer);
            if (cursor is null && !HasMore(answer))
            {
                return null;
            }

            if (cursor is null)
            {
                break;
            }
        }

        throw new ChatException(
            ChatFault.NotPermitted,
            "history_too_long",
            "The channel holds too many messages since then to look for one. Nothing needs to be done; the message may appear twice.");
    }

    private static bool ShowsFile(JsonElement message, string name, string title) =>
        message.ValueKind == JsonValueKind.Object
        && SlackPage.Items(message, "files").Any(file =>
            SlackMetadata.Means(SlackFaults.Text(file, "name"), name) && SlackMetadata.Means(SlackFaults.Text(file, "title"), title));

    // Without its first message there is no thread, and nothing in it.
    private async Task<JsonElement?> PageAsync(string id, ChatReceipt? thread, string oldest, string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await caller.CallAsync(
                thread is null ? SlackMethod.History : SlackMethod.Replies,
                () => SlackBody.Form(
                    ("channel", id),
                    ("ts", thread?.Timestamp),
                    ("oldest", oldest),
                    ("inclusive", "true"),
                    ("include_all_metadata", "true"),
                    ("limit", PageSize),
                    ("cursor", cursor)),
                cancellationToken);
        }
        catch (ChatException e) when (thread is not null && e.Reason == "thread_not_found")
        {
            return null;
        }
    }

    private static bool HasMore(JsonElement answer) => answer.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True;

    private static string Oldest(DateTimeOffset since) =>
        Math.Max(0, (since.ToUnixTimeMilliseconds() - (long)ClockDifference.TotalMilliseconds) / 1000).ToString(CultureInfo.InvariantCulture) + ".000000";
}

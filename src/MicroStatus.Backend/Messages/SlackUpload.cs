using System.Globalization;
using System.Net.Http.Headers;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>Uploads a picture: asks where its bytes go, sends them there, and shows the file in the channel. Until the last step nothing is
/// seen of it.</summary>
/// <param name="caller">Calls Slack.</param>
/// <param name="channel">The channel's id.</param>
/// <param name="timeout">How long an answer is waited for.</param>
internal sealed class SlackUpload(SlackCaller caller, SlackChannelId channel, TimeSpan timeout)
{
    private const int LongestTitle = 255;

    // A slow line is no fault: this much is allowed on top of the time for an answer.
    private const double SlowestBytesPerSecond = 256 * 1024;

    /// <summary>Uploads a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="thread">The thread's first message, or null for the channel.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    /// <exception cref="ChatException">It was not accepted, or nobody knows.</exception>
    public async Task UploadAsync(ChatPicture picture, ChatReceipt? thread, CancellationToken cancellationToken)
    {
        await using var file = Open(picture);
        var id = thread?.Channel ?? await channel.GetAsync(cancellationToken);
        var name = NameOf(picture);
        var title = TitleOf(picture);
        var length = file.Length;
        var place = await caller.CallAsync(
            SlackMethod.UploadAddress,
            () => SlackBody.Form(("filename", name), ("length", length.ToString(CultureInfo.InvariantCulture)), ("alt_txt", title)),
            cancellationToken);
        var address = SafeAddress(SlackFaults.Text(place, "upload_url"));
        var fileId = SlackFaults.Text(place, "file_id") ?? throw Unusable();

        using var bytes = new StreamContent(file);
        bytes.Headers.ContentLength = length;
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await caller.SendBytesAsync(
            SlackMethod.UploadAddress, address, bytes, timeout + TimeSpan.FromSeconds(length / SlowestBytesPerSecond), cancellationToken);
        await caller.CallAsync(SlackMethod.ShareUpload, () => SlackBody.ShareUpload(fileId, title, id, thread), cancellationToken);
    }

    /// <summary>What the file is called in Slack.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>Its file's name, as a line.</returns>
    public static string NameOf(ChatPicture picture) => TextParts.Line(Path.GetFileName(picture.File), LongestTitle);

    /// <summary>What stands above the file in Slack.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>Its title, as a line; its name when it has none.</returns>
    public static string TitleOf(ChatPicture picture) =>
        string.IsNullOrWhiteSpace(picture.Title) ? NameOf(picture) : TextParts.Line(picture.Title, LongestTitle);

    private static FileStream Open(ChatPicture picture)
    {
        try
        {
            return new FileStream(picture.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatFault.MessageRefused,
                "picture_unreadable",
                $"The picture {picture.File} cannot be read: {e.Message}",
                inner: e);
        }
    }

    private static Uri SafeAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw Unusable();

    private static ChatException Unusable() => new(
        ChatFault.MessageRefused,
        "upload_address_refused",
        "Slack names no safe address for the picture (https). The picture is not sent; look at Messages:SlackAddress when it stays so.");
}

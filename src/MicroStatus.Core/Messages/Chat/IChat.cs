namespace MicroStatus.Messages.Chat;

/// <summary>The lab's chat, one channel of it. Slack is one class behind this port; another chat is another one.</summary>
/// <remarks>Posting and uploading are tried once; what is safe to repeat is repeated a few times before it fails. What failed, and what that means for trying
/// again, is in <see cref="ChatException"/>.</remarks>
public interface IChat
{
    /// <summary>Who the token belongs to, and where: proves that the token works.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ChatException">The chat refuses or is not there.</exception>
    Task<ChatIdentity> IdentifyAsync(CancellationToken cancellationToken);

    /// <summary>The id of the channel that messages go to now.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The id, as receipts have it; null when the token may not ask for it.</returns>
    /// <exception cref="ChatException">The chat refuses or is not there.</exception>
    Task<string?> FindChannelAsync(CancellationToken cancellationToken);

    /// <summary>Posts a message.</summary>
    /// <param name="post">The message; its key travels with it, unseen.</param>
    /// <param name="cancellationToken">Stops waiting; the message may have been accepted.</param>
    /// <returns>Where it stands.</returns>
    /// <exception cref="ChatException">It was not accepted, or nobody knows.</exception>
    Task<ChatReceipt> PostAsync(ChatPost post, CancellationToken cancellationToken);

    /// <summary>Replaces the content of a message that was posted before. Safe to repeat.</summary>
    /// <param name="receipt">Where it stands.</param>
    /// <param name="content">The new content.</param>
    /// <param name="key">Its key, which stays with it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    /// <exception cref="ChatException">It was not accepted, or nobody knows.</exception>
    Task UpdateAsync(ChatReceipt receipt, ChatContent content, string key, CancellationToken cancellationToken);

    /// <summary>Looks for a message by the key that was posted with it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="thread">The thread's first message, or null to look in the channel itself.</param>
    /// <param name="since">Not older than this.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Where it stands; null when it is certainly not there.</returns>
    /// <exception cref="ChatException"><see cref="ChatFault.NotPermitted"/> when the token may not read history.</exception>
    Task<ChatReceipt?> FindAsync(string key, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Uploads a picture into a thread.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="thread">The thread's first message, or null for the channel itself.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    /// <exception cref="ChatException">It was not accepted, or nobody knows.</exception>
    Task UploadAsync(ChatPicture picture, ChatReceipt? thread, CancellationToken cancellationToken);

    /// <summary>Looks for a picture that was uploaded, by its title and the file's name.</summary>
    /// <param name="picture">The picture; the file is not opened.</param>
    /// <param name="thread">The thread's first message, or null to look in the channel itself.</param>
    /// <param name="since">Not older than this.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>True when it is there; false when it is certainly not.</returns>
    /// <exception cref="ChatException"><see cref="ChatFault.NotPermitted"/> when the token may not read history.</exception>
    Task<bool> IsUploadedAsync(ChatPicture picture, ChatReceipt? thread, DateTimeOffset since, CancellationToken cancellationToken);
}

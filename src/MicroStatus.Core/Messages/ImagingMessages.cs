using System.Globalization;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What is said about imaging (lab.md §10), other than that a person is needed.</summary>
/// <remarks>Keys go by the folder: a dataset that is about to be recorded has no id yet.</remarks>
/// <param name="catalogue">The texts.</param>
public sealed class ImagingMessages(MessageCatalogue catalogue)
{
    /// <summary>Imaging has begun.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message; its key has the folder for an episode, so that it is said once.</returns>
    public OutboxMessage Started(MessageSubject subject) => Message(
        subject,
        MessageKind.ImagingStarted,
        subject.Inode is { } inode ? "first-" + inode.ToString(CultureInfo.InvariantCulture) : "first");

    /// <summary>Imaging has ended, complete.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Finished(MessageSubject subject) => Message(subject, MessageKind.ImagingFinished, MessageKey.At(subject.Now));

    /// <summary>Imaging goes on after a pause or an end.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Resumed(MessageSubject subject) => Message(subject, MessageKind.ImagingResumed, MessageKey.At(subject.Now));

    /// <summary>A demo dataset was found and will not be touched.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message; its key has no episode, so that it is said once for good.</returns>
    public OutboxMessage DemoIgnored(MessageSubject subject) => Message(subject, MessageKind.DemoIgnored, MessageKey.Once);

    private OutboxMessage Message(MessageSubject subject, string kind, string episode) =>
        catalogue.Compose(kind, MessageKey.Of(subject.Path, kind, episode), subject);
}

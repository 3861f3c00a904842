using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Messages;

/// <summary>What is said about imaging (lab.md §10): one sentence or two, with the Windows path of the dataset.</summary>
public static class ImagingMessages
{
    private const int MostReasons = 5;

    /// <summary>Imaging has begun.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage Started(MessageSubject subject) =>
        Message(subject, MessageKind.ImagingStarted, First(subject), MessageSeverity.Information, $"Imaging of {subject.Name} has started{On(subject)}. {subject.WindowsPath}");

    /// <summary>Imaging has ended, complete.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage Finished(MessageSubject subject) =>
        Message(subject, MessageKind.ImagingFinished, Episode(subject), MessageSeverity.Information, $"Imaging of {subject.Name} has finished{On(subject)}. {subject.WindowsPath}");

    /// <summary>Imaging goes on after a pause or an end.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage Resumed(MessageSubject subject) =>
        Message(subject, MessageKind.ImagingResumed, Episode(subject), MessageSeverity.Information, $"Imaging of {subject.Name} goes on{On(subject)}. {subject.WindowsPath}");

    /// <summary>A demo dataset was found and will not be touched.</summary>
    /// <param name="subject">The dataset.</param>
    /// <returns>The message; its key has no episode, so that it is said once for good.</returns>
    public static OutboxMessage DemoIgnored(MessageSubject subject) =>
        Message(subject, MessageKind.DemoIgnored, "once", MessageSeverity.Information, $"{subject.Name} is a demo dataset: recorded, and never touched. {subject.WindowsPath}");

    /// <summary>A dataset's checks keep failing.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="failures">How often in a row.</param>
    /// <param name="reason">The last failure.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage Quarantined(MessageSubject subject, int failures, string reason) =>
        Message(
            subject,
            MessageKind.Quarantined,
            Episode(subject),
            MessageSeverity.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{subject.Name} could not be checked {failures} times in a row and is left alone until its folder changes: {reason} {subject.WindowsPath}"));

    /// <summary>A store is not there.</summary>
    /// <param name="store">Its name.</param>
    /// <param name="reason">What was seen.</param>
    /// <param name="since">When it was first seen so.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage StoreAbsent(string store, string reason, DateTimeOffset since) =>
        new(
            $"{store}|{MessageKind.StoreAbsent}|{since.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
            MessageKind.StoreAbsent,
            MessageSeverity.Critical,
            $"{store} is not there: {reason} Decisions about its datasets wait until it is back. Look at the mount.");

    /// <summary>A person is needed: one message a kind of reason, however many files it is about.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="reasons">The reasons that are new.</param>
    /// <returns>The messages.</returns>
    public static IEnumerable<OutboxMessage> Attention(MessageSubject subject, IReadOnlyList<AttentionReason> reasons) =>
        reasons.GroupBy(reason => reason.Kind, StringComparer.Ordinal).Select(group =>
        {
            var texts = group.Select(reason => reason.Text).ToList();
            var rest = texts.Count > MostReasons
                ? string.Create(CultureInfo.InvariantCulture, $" And {texts.Count - MostReasons} more.")
                : string.Empty;
            return Message(
                subject,
                KindOf(group.Key),
                $"{group.Key}-{Episode(subject)}",
                MessageSeverity.Warning,
                $"{subject.Name}{On(subject)} needs attention. {string.Join(' ', texts.Take(MostReasons))}{rest} {subject.WindowsPath}");
        });

    private static string KindOf(string attention) => attention switch
    {
        AttentionKind.Stalled => MessageKind.ImagingPaused,
        AttentionKind.BrokenFile => MessageKind.BrokenTiff,
        _ => MessageKind.NeedsAttention,
    };

    private static OutboxMessage Message(MessageSubject subject, string kind, string episode, MessageSeverity severity, string text) =>
        new($"{subject.Path}|{kind}|{episode}", kind, severity, text);

    private static string First(MessageSubject subject) =>
        subject.Inode is { } inode ? "first-" + inode.ToString(CultureInfo.InvariantCulture) : "first";

    private static string Episode(MessageSubject subject) => subject.Now.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string On(MessageSubject subject) => string.IsNullOrEmpty(subject.Instrument) ? string.Empty : $" on {subject.Instrument}";
}

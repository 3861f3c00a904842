using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What is said when a dataset needs a person (lab.md §10): what is wrong, where, and what to do.</summary>
/// <param name="catalogue">The texts.</param>
public sealed class AttentionMessages(MessageCatalogue catalogue)
{
    private const int MostReasons = 5;

    /// <summary>A person is needed: one message a kind of reason, however many files it is about.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="reasons">The reasons that are new.</param>
    /// <returns>The messages.</returns>
    public IEnumerable<OutboxMessage> Of(MessageSubject subject, IReadOnlyList<AttentionReason> reasons) =>
        reasons.GroupBy(reason => reason.Kind, StringComparer.Ordinal).Select(group => Message(subject, group.Key, [.. group]));

    /// <summary>A dataset's checks keep failing.</summary>
    /// <param name="subject">The dataset; its moment is that of the first failure.</param>
    /// <param name="failures">How often in a row.</param>
    /// <param name="reason">The last failure.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Quarantined(MessageSubject subject, int failures, string reason) => catalogue.Compose(
        MessageKind.Quarantined,
        MessageKey.Of(subject.Path, MessageKind.Quarantined, MessageKey.At(subject.Now)),
        subject,
        (MessageTable.Failures, MessageValue.Plain(failures.ToString(CultureInfo.InvariantCulture))),
        (MessageTable.Reason, FolderPaths.InWindowsForm(MessageValue.Sentence(reason), subject)));

    private OutboxMessage Message(MessageSubject subject, string attention, List<AttentionReason> reasons)
    {
        var kind = KindOf(attention);
        var told = reasons.Take(MostReasons).ToList();
        var sentences = told.Select(reason => MessageValue.Sentence(reason.Finding).Text).ToList();
        if (reasons.Count > told.Count)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"And {reasons.Count - told.Count} more."));
        }

        var names = told.SelectMany(reason => reason.Names).ToList();
        return catalogue.Compose(
            kind,
            MessageKey.Of(subject.Path, kind, $"{attention}-{MessageKey.At(subject.Now)}"),
            subject,
            (MessageTable.Reason, FolderPaths.InWindowsForm(MessageValue.With(string.Join(' ', sentences), names), subject)),
            (MessageTable.NextStep, MessageValue.With(Joined(told.Select(reason => reason.NextStep), " "), names)),
            (MessageTable.Where, MessageValue.With(Joined(told.Select(reason => reason.Where), "; "), names)));
    }

    private static string KindOf(string attention) => attention switch
    {
        AttentionKind.Stalled => MessageKind.ImagingPaused,
        AttentionKind.BrokenFile => MessageKind.BrokenTiff,
        _ => MessageKind.NeedsAttention,
    };

    private static string Joined(IEnumerable<string?> texts, string separator) =>
        string.Join(separator, texts.Where(text => !string.IsNullOrEmpty(text)).Distinct(StringComparer.Ordinal));
}

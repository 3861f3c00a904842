using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Acquisition;

/// <summary>Turns a decision about imaging into what is to be written: columns, history, messages, attention, memory. Pure.</summary>
/// <param name="now">The moment of the check.</param>
/// <param name="time">How the lab writes times.</param>
/// <param name="news">What is announced.</param>
/// <param name="windowsPath">A path as Windows machines show it.</param>
/// <param name="texts">What messages say.</param>
public sealed class ImagingChange(DateTimeOffset now, LabTime time, NewsRule news, Func<string, string> windowsPath, MessageCatalogue texts)
{
    // Long enough to smooth a pause between tiles, short enough to follow a change of speed.
    private static readonly TimeSpan RateWindow = TimeSpan.FromHours(2);

    private readonly ImagingMessages _imaging = new(texts);
    private readonly AttentionMessages _attention = new(texts);

    /// <summary>The change set of one dataset.</summary>
    /// <param name="subject">The row, or what will be recorded.</param>
    /// <param name="observation">What the files prove.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="record">What was remembered, or null.</param>
    /// <param name="identity">Device and inode of the folder.</param>
    /// <param name="open">Reasons for attention that are open for it.</param>
    /// <returns>What is to be written, or null when nothing is.</returns>
    public DatasetChangeSet? Of(
        ImagingSubject subject,
        ImagingObservation observation,
        ImagingDecision decision,
        ObservationRecord? record,
        FolderIdentity? identity,
        IReadOnlyList<AttentionRecord> open)
    {
        var imagingOpen = open.Where(attention => ImagingKinds.Contains(attention.Reason.Kind)).ToList();
        var opened = decision.Reasons.Where(reason => !imagingOpen.Exists(attention => SameReason(attention.Reason, reason))).ToList();
        var closed = imagingOpen.Where(attention => !decision.Reasons.Any(reason => SameReason(attention.Reason, reason))).ToList();
        var entersAttention = decision.Status == ImagingStatus.NeedsAttention && subject.Status != ImagingStatus.NeedsAttention;
        // As long as something other than imaging needs a person, paused stays.
        var mayClearPaused = imagingOpen.Count == open.Count && imagingOpen.Exists(attention => attention.PausedByUs);
        var fields = FieldChanges(subject, observation, decision, entersAttention, mayClearPaused);
        var remembered = Remembered(subject.Path, observation, decision, record, identity);
        if (subject.Registration is null && fields.Count == 0 && opened.Count == 0 && closed.Count == 0 && remembered == record)
        {
            return null;
        }

        return new DatasetChangeSet
        {
            Path = subject.Path,
            Name = subject.Name,
            Id = subject.Row?.Id,
            Registration = subject.Registration,
            Fields = fields,
            Events = [.. Events(subject, decision, opened, closed)],
            Messages = [.. Messages(subject, observation, decision, opened, remembered, isFirstLook: record is null)],
            Opened = opened,
            // Reasons overlap: the last one to close must still know who set paused.
            PausedByUs = (entersAttention && subject.Row is not { Paused: true }) || imagingOpen.Exists(attention => attention.PausedByUs),
            ClosedEpisodes = closed.ConvertAll(attention => attention.Episode),
            Observation = remembered == record ? null : remembered,
        };
    }

    private static readonly HashSet<string> ImagingKinds = new(StringComparer.Ordinal)
    {
        AttentionKind.Stalled,
        AttentionKind.BrokenFile,
        AttentionKind.AbortedTile,
        AttentionKind.EndedEarly,
        AttentionKind.Metadata,
        AttentionKind.Vanished,
    };

    private static bool SameReason(AttentionReason a, AttentionReason b) =>
        string.Equals(a.Kind, b.Kind, StringComparison.Ordinal) && string.Equals(a.Subject, b.Subject, StringComparison.Ordinal);

    private List<FieldChange> FieldChanges(
        ImagingSubject subject,
        ImagingObservation observation,
        ImagingDecision decision,
        bool entersAttention,
        bool mayClearPaused)
    {
        var stored = subject.Row is { } row ? DatasetFields.Of(row, time) : DatasetFields.OfNew(subject.Registration!);
        var changes = new List<FieldChange>();
        void Change(DatasetField field, object? to)
        {
            var from = stored.GetValueOrDefault(field);
            if (!Equals(from, to))
            {
                changes.Add(new FieldChange(field, from, to));
            }
        }

        foreach (var (field, value) in observation.Fields.OrderBy(pair => pair.Key))
        {
            Change(field, value);
        }

        Change(DatasetField.ImagingStatus, StatusText.Of(decision.Status));
        var isStalled = decision.Reasons.Any(reason => reason.Kind == AttentionKind.Stalled);
        if (isStalled != stored.GetValueOrDefault(DatasetField.ImagingNoProgressTime) is not null)
        {
            Change(DatasetField.ImagingNoProgressTime, isStalled ? time.Write(decision.LastProgress) : null);
        }

        // paused goes with needs_attention (lab.md §5); what a person set, a person clears.
        if (entersAttention)
        {
            Change(DatasetField.Paused, 1L);
        }
        else if (decision.Status != ImagingStatus.NeedsAttention && mayClearPaused)
        {
            Change(DatasetField.Paused, 0L);
        }

        return changes;
    }

    private ObservationRecord Remembered(
        string path,
        ImagingObservation observation,
        ImagingDecision decision,
        ObservationRecord? record,
        FolderIdentity? identity)
    {
        var isFirst = record is null;
        var before = record ?? new ObservationRecord
        {
            Path = path,
            FirstSeen = now,
            LastProgress = decision.LastProgress,
            LastChange = now,
            LastFullListing = now,
            RateFrom = now,
            RateFromUnits = observation.UnitsFinished,
            Imported = news.IsImport ? now : null,
        };
        var slides = decision.HasProgress && !isFirst && before.LastProgress - before.RateFrom > RateWindow;
        return before with
        {
            Identity = identity ?? before.Identity,
            LastProgress = decision.LastProgress,
            LastChange = observation.Changed ? now : before.LastChange,
            LastFullListing = observation.FullListing ? now : before.LastFullListing,
            Units = observation.UnitsFinished,
            GrowingBytes = observation.GrowingBytes,
            RateFrom = slides ? before.LastProgress : before.RateFrom,
            RateFromUnits = slides ? before.Units : before.RateFromUnits,
            Memory = observation.Memory,
        };
    }

    private IEnumerable<DatasetEvent> Events(
        ImagingSubject subject,
        ImagingDecision decision,
        List<AttentionReason> opened,
        List<AttentionRecord> closed)
    {
        if (subject.Registration is not null)
        {
            yield return Event(subject, EventKind.Registered, null, null, StatusText.Of(decision.Status), $"{(news.IsImport ? "Imported." : "Found on FastStore.")} {decision.Why}");
        }
        else if (subject.Status != decision.Status || subject.HasDamagedStatus)
        {
            yield return Event(subject, EventKind.Imaging, "imaging_status", subject.StatusText, StatusText.Of(decision.Status), decision.Why);
        }

        foreach (var reason in opened)
        {
            yield return Event(subject, EventKind.Attention, null, null, reason.Kind, reason.Text);
        }

        foreach (var attention in closed)
        {
            yield return Event(subject, EventKind.Attention, null, attention.Reason.Kind, null, "No longer so.");
        }
    }

    private DatasetEvent Event(ImagingSubject subject, string kind, string? field, string? from, string? to, string? why) => new()
    {
        Time = now,
        Id = subject.Row?.Id,
        Name = subject.Name,
        Path = subject.Path,
        Kind = kind,
        Field = field,
        From = from,
        To = to,
        Why = why,
    };

    private IEnumerable<OutboxMessage> Messages(
        ImagingSubject subject,
        ImagingObservation observation,
        ImagingDecision decision,
        List<AttentionReason> opened,
        ObservationRecord remembered,
        bool isFirstLook)
    {
        if (!news.IsNews(decision.Moment, observation.NewestChange ?? news.UnknownEvidence, isFirstLook, remembered.Imported))
        {
            yield break;
        }

        var microscope = observation.Fields.GetValueOrDefault(DatasetField.InstrumentId) as string;
        var about = new MessageSubject(subject.Name, subject.Path, windowsPath(subject.Path), microscope, now) { Inode = remembered.Identity?.Inode };
        if (subject.Registration is not null && decision.Status != ImagingStatus.Finished)
        {
            yield return _imaging.Started(about);
        }

        if (decision.Status == ImagingStatus.Finished && subject.Status != ImagingStatus.Finished)
        {
            yield return _imaging.Finished(about);
        }

        if (decision.Status == ImagingStatus.InProgress && subject.Status is ImagingStatus.NeedsAttention or ImagingStatus.Finished)
        {
            yield return _imaging.Resumed(about);
        }

        foreach (var message in _attention.Of(about, opened))
        {
            yield return message;
        }
    }
}

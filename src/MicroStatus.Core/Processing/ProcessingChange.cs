using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Processing;

/// <summary>Turns a decision about processing into what is to be written: columns, history, messages, attention, memory. Pure.</summary>
/// <param name="settings">The settings.</param>
/// <param name="catalogue">What messages say.</param>
/// <param name="now">The moment of the check.</param>
public sealed class ProcessingChange(StatusSettings settings, MessageCatalogue catalogue, DateTimeOffset now)
{
    private readonly LabTime _time = LabTime.Of(settings.Lab);
    private readonly ProcessingMessages _messages = new(catalogue);
    private readonly AttentionMessages _attention = new(catalogue);

    /// <summary>Kinds of reasons that processing opens, and closes.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        AttentionKind.ProcessingStuck,
        AttentionKind.StitchingFailed,
        AttentionKind.CommandFailed,
        AttentionKind.ImarisFileBroken,
        AttentionKind.ProductIncomplete,
        AttentionKind.RenamedInProcessing,
    };

    /// <summary>The change set of one dataset.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="finishedMessage">The kind of message that tells of the end.</param>
    /// <param name="open">Reasons for attention that are open for it, of whatever kind.</param>
    /// <param name="isNews">Whether something that came true at a moment is announced.</param>
    /// <returns>What is to be written, or null when nothing is.</returns>
    public DatasetChangeSet? Of(ProcessingDecision decision, string finishedMessage, IReadOnlyList<AttentionRecord> open, Func<DateTimeOffset, bool> isNews)
    {
        var row = decision.Subject.Row;
        var ours = open.Where(attention => Kinds.Contains(attention.Reason.Kind)).ToList();
        var opened = decision.Reasons.Where(reason => !ours.Exists(attention => IsSame(attention.Reason, reason))).ToList();
        var closed = ours.Where(attention => !decision.Reasons.Any(reason => IsSame(attention.Reason, reason))).ToList();
        var entersAttention = decision.Status == ProcessingStatus.NeedsAttention && row.ProcessingStatus != ProcessingStatus.NeedsAttention;
        // As long as something other than processing needs a person, paused stays.
        var mayClearPaused = ours.Count == open.Count && ours.Exists(attention => attention.PausedByUs);
        var fields = FieldChanges(decision, entersAttention, mayClearPaused);
        var remembered = Remembered(decision);
        if (fields.Count == 0 && opened.Count == 0 && closed.Count == 0 && remembered == decision.Subject.Record)
        {
            return null;
        }

        return new DatasetChangeSet
        {
            Id = row.Id,
            Name = row.Name,
            Path = row.Path ?? decision.Subject.Folder,
            Fields = fields,
            Events = [.. Events(decision, fields, opened, closed)],
            Messages = [.. Messages(decision, finishedMessage, opened, isNews)],
            Opened = opened,
            PausedByUs = (entersAttention && !row.Paused) || ours.Exists(attention => attention.PausedByUs),
            ClosedEpisodes = closed.ConvertAll(attention => attention.Episode),
            Processing = remembered == decision.Subject.Record ? null : remembered,
        };
    }

    private static bool IsSame(AttentionReason a, AttentionReason b) =>
        string.Equals(a.Kind, b.Kind, StringComparison.Ordinal) && string.Equals(a.Subject, b.Subject, StringComparison.Ordinal);

    private List<FieldChange> FieldChanges(ProcessingDecision decision, bool entersAttention, bool mayClearPaused)
    {
        var row = decision.Subject.Row;
        var stored = DatasetFields.Of(row, _time);
        var changes = new List<FieldChange>();
        void Change(DatasetField field, object? to)
        {
            if (!Equals(stored[field], to))
            {
                changes.Add(new FieldChange(field, stored[field], to));
            }
        }

        foreach (var (field, value) in decision.Observation.Fields.OrderBy(pair => pair.Key))
        {
            Change(field, value);
        }

        if (!IsSameStatus(row, decision.Status))
        {
            Change(DatasetField.ProcessingStatus, StatusText.Of(decision.Status));
        }

        var isStuck = decision.Reasons.Any(reason => reason.Kind == AttentionKind.ProcessingStuck);
        if (isStuck != row.ProcessingNoProgressTime is not null)
        {
            Change(DatasetField.ProcessingNoProgressTime, isStuck ? _time.Write(decision.LastProgress) : null);
        }

        // paused goes with needs_attention (lab.md §5); what a person set, a person clears.
        if (entersAttention)
        {
            Change(DatasetField.Paused, 1L);
        }
        else if (decision.Status != ProcessingStatus.NeedsAttention && mayClearPaused)
        {
            Change(DatasetField.Paused, 0L);
        }

        return changes;
    }

    // Existing RSCM rows may say in_progress for started (lab.md §3.3). A damaged value is replaced by what the files prove.
    private static bool IsSameStatus(Dataset row, ProcessingStatus status) =>
        !DatasetFields.IsDamaged(row, DatasetField.ProcessingStatus)
        && (row.ProcessingStatus == status || (row.ProcessingStatus == ProcessingStatus.InProgress && status == ProcessingStatus.Started));

    private ProcessingRecord Remembered(ProcessingDecision decision)
    {
        var record = decision.Subject.Record;
        var stage = decision.Current?.Stage;
        var isTidy = decision.Current is null && decision.Observation.Chores.Count == 0;
        return new ProcessingRecord
        {
            Id = decision.Subject.Row.Id,
            Stage = stage,
            Since = record is not null && record.Stage == stage ? record.Since : now,
            Progress = decision.Progress,
            LastProgress = decision.LastProgress,
            Percent = decision.Current?.Percent,
            Why = decision.Why,
            LastFinishedLook = isTidy ? now : null,
            IsAnnouncedOnHive = record is { IsAnnouncedOnHive: true },
        };
    }

    private IEnumerable<DatasetEvent> Events(ProcessingDecision decision, List<FieldChange> fields, List<AttentionReason> opened, List<AttentionRecord> closed)
    {
        if (fields.Find(field => field.Field == DatasetField.ProcessingStatus) is { } status)
        {
            yield return Event(decision, EventKind.Processing, DatasetFields.ColumnOf(DatasetField.ProcessingStatus), status.From as string, status.To as string, decision.Why);
        }

        foreach (var reason in opened)
        {
            yield return Event(decision, EventKind.Attention, null, null, reason.Kind, reason.Text);
        }

        foreach (var attention in closed)
        {
            yield return Event(decision, EventKind.Attention, null, attention.Reason.Kind, null, "No longer so.");
        }
    }

    private DatasetEvent Event(ProcessingDecision decision, string kind, string? field, string? from, string? to, string why) => new()
    {
        Time = now,
        Id = decision.Subject.Row.Id,
        Name = decision.Subject.Row.Name,
        Path = decision.Subject.Row.Path,
        Kind = kind,
        Field = field,
        From = from,
        To = to,
        Why = why,
    };

    private IEnumerable<OutboxMessage> Messages(ProcessingDecision decision, string finishedMessage, List<AttentionReason> opened, Func<DateTimeOffset, bool> isNews)
    {
        var row = decision.Subject.Row;
        var moment = (decision.Current is null ? decision.Observation.Result?.Written : decision.Current.Moment) ?? now;
        var isBegun = decision.Status is not (ProcessingStatus.NotStarted or ProcessingStatus.NeedsAttention or ProcessingStatus.Finished);
        if (isBegun && row.ProcessingStatus == ProcessingStatus.NotStarted && isNews(moment))
        {
            yield return _messages.Started(Subject(row, decision.Subject.Folder), moment);
        }

        if (decision is { Status: ProcessingStatus.Finished, Observation.Result: { } result } && row.ProcessingStatus != ProcessingStatus.Finished && isNews(result.Written))
        {
            var subject = Subject(row, Path.GetDirectoryName(result.Path)!);
            yield return finishedMessage == MessageKind.ImarisFileBuilt
                ? _messages.ImarisFileBuilt(subject, Path.GetFileName(result.Path), result.Written)
                : _messages.Finished(subject, result.Written);
        }

        // Silence is news from the check on that first heard it.
        foreach (var reason in opened.Where(reason => isNews(reason.Kind == AttentionKind.ProcessingStuck ? decision.LastProgress : moment)))
        {
            yield return Trouble(decision, reason, moment);
        }
    }

    private OutboxMessage Trouble(ProcessingDecision decision, AttentionReason reason, DateTimeOffset moment)
    {
        var subject = Subject(decision.Subject.Row, decision.Subject.Folder);
        var where = MessageValue.Sentence(decision.Current?.Why);
        return (reason.Kind, decision.Current?.Stage) switch
        {
            (AttentionKind.ProcessingStuck, StageKind.Stitching) => _messages.StitchingStuck(subject, decision.LastProgress, where, decision.Current!.Address),
            (AttentionKind.ProcessingStuck, StageKind.Denoising) => _messages.DenoisingStuck(subject, decision.LastProgress, where),
            (AttentionKind.ProcessingStuck, StageKind.ImarisBuild or StageKind.Conversion or StageKind.Montage or StageKind.FinalFile) =>
                _messages.ImarisBuildStuck(subject, decision.LastProgress, where),
            (AttentionKind.StitchingFailed, _) => _messages.StitchingFailed(subject, reason.Subject, moment, MessageValue.Sentence(reason.Finding)),
            (AttentionKind.ImarisFileBroken, _) => _messages.ImarisFileBroken(subject, reason.Subject, moment, MessageValue.Sentence(reason.Finding)),
            _ => _attention.Of(subject, [reason]).Single(),
        };
    }

    private MessageSubject Subject(Dataset row, string folder) =>
        new(row.Name, row.Path ?? folder, WindowsPath.Of(folder, settings.Storage), row.InstrumentId, now) { Id = row.Id };
}

using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>What each turn of a move writes: columns, history, messages and the move itself, in one change set. Pure.</summary>
/// <param name="settings">The settings.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="now">The moment.</param>
public sealed class MoveChanges(StatusSettings settings, MessageCatalogue catalogue, DateTimeOffset now)
{
    private readonly LabTime _time = LabTime.Of(settings.Lab);
    private readonly MoveMessages _messages = new(catalogue);

    /// <summary>The key of the act that submits a run's job.</summary>
    /// <param name="move">The move, with its run.</param>
    /// <returns>The key.</returns>
    public static string SubmissionKey(DatasetMove move) => $"{move.JobName}/{move.RunId}";

    /// <summary>A run's job is about to be submitted.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <returns>The change set: whole or not at all, so that nobody else moves the dataset meanwhile.</returns>
    public DatasetChangeSet Begins(Dataset row, DatasetMove move, string why) => Of(row, move, why, Field(row, DatasetField.Moving, 1L)) with
    {
        IsWhole = true,
        ReleasesHold = move.Origin == MoveOrigin.Person,
        Begins =
        [
            new Intent
            {
                Kind = IntentKind.MoveSubmit,
                Key = SubmissionKey(move),
                Id = move.Id,
                What = $"Submits {move.JobName}, run {move.RunId}, which moves {move.Source} to {move.Destination}.",
                Data = move.RunId,
                Begun = now,
            },
        ],
    };

    /// <summary>A run's job was submitted.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move as it stands.</param>
    /// <param name="jobId">The job's number; null when only its traces prove it.</param>
    /// <returns>The change set.</returns>
    public static DatasetChangeSet Submitted(Dataset row, DatasetMove move, string? jobId) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Move = move with { State = jobId is null ? MoveState.Unknown : MoveState.Queued, JobId = jobId },
        Ends = [new IntentEnd(SubmissionKey(move), IntentState.Done, jobId)],
    };

    /// <summary>The dataset is on Hive.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move.</param>
    /// <param name="verdict">What proves it.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Moved(Dataset row, DatasetMove move, MoveVerdict verdict)
    {
        var destination = verdict.Destination!;
        var ended = move with { State = MoveState.Moved, Destination = destination, Ended = now, NextTry = null, LostSince = null, LastError = null };
        List<FieldChange> fields =
        [
            .. Field(row, DatasetField.PathOnHive, destination),
            .. Field(row, DatasetField.Moved, 1L),
            .. Field(row, DatasetField.Moving, 0L),
        ];
        if (move.FormerStatus is { } former && row.ProcessingStatus == ProcessingStatus.NeedsAttention)
        {
            fields.AddRange(Field(row, DatasetField.ProcessingStatus, former));
        }

        return Of(row, ended, $"{verdict.Why} {ProofText(move)}", fields) with
        {
            Messages = [_messages.Moved(Subject(row, destination), Episode(move))],
            Ends = [new IntentEnd(SubmissionKey(move), IntentState.Done, verdict.Why)],
        };
    }

    /// <summary>A run has failed: the move is tried again, or given up.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="nextTry">When it is tried again; null gives it up.</param>
    /// <param name="log">The last lines of its log, or empty.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Failed(Dataset row, DatasetMove move, string reason, DateTimeOffset? nextTry, string log)
    {
        var failed = move with { State = MoveState.Failed, LastError = reason, NextTry = nextTry, LostSince = null };
        var ends = new IntentEnd[] { new(SubmissionKey(move), IntentState.NotDone, reason) };
        return nextTry is { } next
            ? Of(row, failed, $"{reason} It is tried again at {Show(next)}.", Field(row, DatasetField.Moving, 0L)) with { Ends = ends }
            : GivenUp(row, failed, reason, log) with { Ends = ends };
    }

    /// <summary>A person has stopped it; no check begins it again by itself.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move.</param>
    /// <param name="who">The person.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Cancelled(Dataset row, DatasetMove move, string who)
    {
        var why = $"Stopped by {who}.";
        return Of(row, move with { State = MoveState.Cancelled, Ended = now, NextTry = null, LostSince = null }, why, Field(row, DatasetField.Moving, 0L)) with
        {
            Hold = new MoveHold(row.Id, "Its move was stopped.", who, now),
            Ends = [new IntentEnd(SubmissionKey(move), IntentState.Done, why)],
        };
    }

    /// <summary>Where a move stands has changed, and nothing else.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move as it stands.</param>
    /// <returns>The change set.</returns>
    public static DatasetChangeSet Stands(Dataset row, DatasetMove move) => new() { Id = row.Id, Name = row.Name, Path = row.Path ?? string.Empty, Move = move };

    // The dataset needs a person: processing waits, and paused goes with it (lab.md §5).
    private DatasetChangeSet GivenUp(Dataset row, DatasetMove failed, string reason, string log)
    {
        var former = row.ProcessingStatusText ?? StatusText.Of(row.ProcessingStatus);
        var move = failed with
        {
            State = MoveState.GaveUp,
            Ended = now,
            FormerStatus = row.ProcessingStatus == ProcessingStatus.NeedsAttention ? failed.FormerStatus : former,
        };
        var attention = AttentionReason.Of(
            AttentionKind.MoveFailed,
            string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"Its move to Hive failed {move.Tries} times: {reason}{(log.Length > 0 ? $" Its log ends with: {log}" : string.Empty)}"),
            $"Mend the cause, then run Start-DatasetMove -Id {row.Id.ToString(CultureInfo.InvariantCulture)} -Force.");
        List<FieldChange> fields =
        [
            .. Field(row, DatasetField.Moving, 0L),
            .. Field(row, DatasetField.ProcessingStatus, StatusText.Of(ProcessingStatus.NeedsAttention)),
            .. Field(row, DatasetField.Paused, 1L),
        ];
        return Of(row, move, attention.Text, fields) with
        {
            Opened = [attention],
            PausedByUs = !row.Paused,
            Messages =
            [
                _messages.Failed(
                    Subject(row, row.Path ?? string.Empty),
                    Episode(move),
                    MessageValue.Code(reason),
                    move.Log is { } file ? WindowsPath.Of(file, settings.Storage) : null),
            ],
        };
    }

    private DatasetChangeSet Of(Dataset row, DatasetMove move, string why, IReadOnlyList<FieldChange> fields) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Move = move,
        Fields = fields,
        Events =
        [
            new DatasetEvent
            {
                Time = now,
                Id = row.Id,
                Name = row.Name,
                Path = row.Path,
                Kind = EventKind.Move,
                From = move.Source,
                To = move.State == MoveState.Moved ? move.Destination : move.State.ToString().ToLowerInvariant(),
                Why = why,
            },
        ],
    };

    private FieldChange[] Field(Dataset row, DatasetField field, object? to)
    {
        var from = DatasetFields.Of(row, _time)[field];
        return Equals(from, to) ? [] : [new FieldChange(field, from, to)];
    }

    private MessageSubject Subject(Dataset row, string folder) =>
        new(row.Name, row.Path ?? string.Empty, WindowsPath.Of(folder, settings.Storage), row.InstrumentId, now) { Id = row.Id };

    private static string Episode(DatasetMove move) =>
        move.RunId.Length > 0 ? move.RunId : move.Begun.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string ProofText(DatasetMove move) => move switch
    {
        { Origin: MoveOrigin.WebPage } => "It was moved by the web page, which compares sizes.",
        { Proof: MoveProof.Sizes } => "Sizes were compared, no hashes.",
        _ => "Every file's hash was compared.",
    };

    private string Show(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _time.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

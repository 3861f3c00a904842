using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Backend.Database;

/// <summary>Moves to Hive and datasets that no check may move, in the tables <c>dataset_move</c> and <c>move_hold</c>.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class MoveTable(LabConnection connection, LabTime labTime) : IMoves
{
    private const string Columns =
        """
        move_id, dataset_id, name, source, destination, state, origin, proof, run_id, runs, work_folder, log, trash_entry, job_id, job_name,
        begun, submitted, ended, next_try, lost_since, last_error, tries, former_status
        """;

    /// <inheritdoc/>
    public IReadOnlyList<DatasetMove> Find(MoveFilter filter)
    {
        var ids = string.Join(", ", filter.Ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var states = string.Join(", ", filter.States.Select(state => $"'{state}'"));
        var newest = filter.NewestOnly ? " AND move_id = (SELECT MAX(later.move_id) FROM dataset_move later WHERE later.dataset_id = m.dataset_id)" : string.Empty;
        return connection.Read(() => connection.Query(
            $"""
            SELECT {Columns} FROM dataset_move m
            WHERE 1 = 1{(ids.Length > 0 ? $" AND dataset_id IN ({ids})" : string.Empty)}{(states.Length > 0 ? $" AND state IN ({states})" : string.Empty)}{newest}
            ORDER BY move_id DESC
            """,
            labTime,
            ReadMove));
    }

    /// <inheritdoc/>
    public IReadOnlyList<MoveHold> ReadHolds() => connection.Read(() => connection.Query(
        "SELECT dataset_id, reason, who, since FROM move_hold ORDER BY dataset_id",
        labTime,
        row => new MoveHold(row.Long(0), row.Text(1, "reason") ?? string.Empty, row.Text(2, "who") ?? string.Empty, row.OwnTimeAtLab(3) ?? default)));

    /// <summary>Writes a move; belongs into a transaction.</summary>
    /// <param name="move">The move; one without a number is new.</param>
    public void Write(DatasetMove move) => connection.Execute(
        $"""
        INSERT INTO dataset_move ({Columns})
        VALUES (@move, @id, @name, @source, @destination, @state, @origin, @proof, @run, @runs, @work, @log, @trash, @job, @jobname,
            @begun, @submitted, @ended, @next, @lost, @error, @tries, @former)
        ON CONFLICT (move_id) DO UPDATE SET
            name = @name, source = @source, destination = @destination, state = @state, proof = @proof, run_id = @run, runs = @runs,
            work_folder = @work, log = @log, trash_entry = @trash, job_id = @job, job_name = @jobname, submitted = @submitted, ended = @ended,
            next_try = @next, lost_since = @lost, last_error = @error, tries = @tries, former_status = @former
        """,
        ("@move", move.MoveId == 0 ? null : move.MoveId),
        ("@id", move.Id),
        ("@name", move.Name),
        ("@source", move.Source),
        ("@destination", move.Destination),
        ("@state", move.State.ToString()),
        ("@origin", move.Origin.ToString()),
        ("@proof", move.Proof.ToString()),
        ("@run", move.RunId),
        ("@runs", move.Runs),
        ("@work", move.WorkFolder),
        ("@log", move.Log),
        ("@trash", move.TrashEntry),
        ("@job", move.JobId),
        ("@jobname", move.JobName),
        ("@begun", StoredTime.Write(move.Begun)),
        ("@submitted", Time(move.Submitted)),
        ("@ended", Time(move.Ended)),
        ("@next", Time(move.NextTry)),
        ("@lost", Time(move.LostSince)),
        ("@error", move.LastError),
        ("@tries", move.Tries),
        ("@former", move.FormerStatus));

    /// <summary>Notes that no check may move a dataset; belongs into a transaction.</summary>
    /// <param name="hold">The hold.</param>
    public void Write(MoveHold hold) => connection.Execute(
        "INSERT OR REPLACE INTO move_hold (dataset_id, reason, who, since) VALUES (@id, @reason, @who, @since)",
        ("@id", hold.Id),
        ("@reason", hold.Reason),
        ("@who", hold.Who),
        ("@since", StoredTime.Write(hold.Since)));

    /// <summary>Lets checks move a dataset again; belongs into a transaction.</summary>
    /// <param name="id">The dataset.</param>
    public void Release(long id) => connection.Execute("DELETE FROM move_hold WHERE dataset_id = @id", ("@id", id));

    private static string? Time(DateTimeOffset? moment) => moment is { } value ? StoredTime.Write(value) : null;

    private static DatasetMove ReadMove(StoredRow row) => new()
    {
        MoveId = row.Long(0),
        Id = row.Long(1),
        Name = row.Text(2, "name") ?? string.Empty,
        Source = row.Text(3, "source") ?? string.Empty,
        Destination = row.Text(4, "destination") ?? string.Empty,
        State = Word(row, 5, MoveState.Unknown),
        Origin = Word(row, 6, MoveOrigin.Check),
        Proof = Word(row, 7, MoveProof.Sizes),
        RunId = row.Text(8, "run_id") ?? string.Empty,
        Runs = row.Integer(9, "runs") ?? 0,
        WorkFolder = row.Text(10, "work_folder"),
        Log = row.Text(11, "log"),
        TrashEntry = row.Text(12, "trash_entry"),
        JobId = row.Text(13, "job_id"),
        JobName = row.Text(14, "job_name") ?? string.Empty,
        Begun = row.OwnTimeAtLab(15) ?? default,
        Submitted = row.OwnTimeAtLab(16),
        Ended = row.OwnTimeAtLab(17),
        NextTry = row.OwnTimeAtLab(18),
        LostSince = row.OwnTimeAtLab(19),
        LastError = row.Text(20, "last_error"),
        Tries = row.Integer(21, "tries") ?? 0,
        FormerStatus = row.Text(22, "former_status"),
    };

    // A word of a later version: what is least is taken.
    private static T Word<T>(StoredRow row, int column, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(row.Text(column, "word"), out var word) ? word : otherwise;
}

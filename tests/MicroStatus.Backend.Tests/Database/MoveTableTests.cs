using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Moves;

namespace MicroStatus.Backend.Tests.Database;

public sealed class MoveTableTests : IAsyncDisposable
{
    private const string Folder = "/fast/Acquire/RSCM/8257_try2_stack1";

    private static readonly DatasetMove Move = new()
    {
        Id = 1,
        Name = "8257_try2_stack1",
        Source = Folder,
        Destination = "/hive/Acquire/RSCM/8257_try2_stack1",
        State = MoveState.Submitting,
        Origin = MoveOrigin.Check,
        Proof = MoveProof.Hashes,
        RunId = "r1",
        Runs = 1,
        WorkFolder = "/fast/tmp/move_jobs/work/1",
        Log = "/fast/tmp/move_jobs/logs/1.log",
        TrashEntry = "/fast/trash/1",
        JobId = "77",
        JobName = "move_00001",
        Begun = DatabaseLab.Start,
        Submitted = DatabaseLab.Start.AddMinutes(1),
        Ended = DatabaseLab.Start.AddMinutes(2),
        NextTry = DatabaseLab.Start.AddMinutes(3),
        LostSince = DatabaseLab.Start.AddMinutes(4),
        LastError = "The disk is full.",
        Tries = 1,
        FormerStatus = "finished",
    };

    private static readonly Intent Submission = new()
    {
        Kind = IntentKind.MoveSubmit,
        Key = "move_00001/r1",
        Id = 1,
        What = "Submits move_00001.",
        Data = "move_00001",
        Begun = DatabaseLab.Start,
    };

    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;
    private readonly ILeaseHold _lease;

    public MoveTableTests()
    {
        _database = _lab.Create();
        _lease = _database.AcquireLease(DatabaseLab.Cancellation);
        Apply(DatabaseLab.Registration(DatabaseLab.Acquisition()));
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        _database.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void A_move_is_read_as_it_was_written_and_replaced_by_its_number()
    {
        Apply(Changes() with { Move = Move });
        var read = Assert.Single(_database.Moves.Find(new MoveFilter()));
        Assert.Equal(Move with { MoveId = 1 }, read);

        var later = read with
        {
            State = MoveState.Moved,
            Destination = "/hive/x_2",
            RunId = "r2",
            Runs = 2,
            JobId = null,
            Submitted = null,
            Ended = null,
            NextTry = null,
            LostSince = null,
            LastError = null,
        };
        Apply(Changes() with { Move = later });
        Assert.Equal(later, Assert.Single(_database.Moves.Find(new MoveFilter())));
    }

    [Fact]
    public void Moves_are_found_by_dataset_and_state_and_newest_first()
    {
        Apply(Changes() with { Move = Move with { State = MoveState.Cancelled } });
        Apply(Changes() with { Move = Move with { State = MoveState.Running } });
        Apply(Changes() with { Move = Move with { Id = 2, State = MoveState.Failed } });
        Assert.Equal([3L, 2L, 1L], Ids(new MoveFilter()));
        Assert.Equal([2L, 1L], Ids(new MoveFilter { Ids = [1] }));
        Assert.Equal([3L, 1L], Ids(new MoveFilter { States = [MoveState.Failed, MoveState.Cancelled] }));
        Assert.Equal([3L, 2L], Ids(new MoveFilter { NewestOnly = true }));
        Assert.Empty(Ids(new MoveFilter { NewestOnly = true, States = [MoveState.Cancelled] }));
    }

    [Fact]
    public void A_hold_stands_until_it_is_released()
    {
        var hold = new MoveHold(1, "Restored from the trash.", "ann", DatabaseLab.Start);
        Apply(Changes() with { Hold = hold });
        Assert.Equal(hold, Assert.Single(_database.Moves.ReadHolds()));
        Apply(Changes() with { Hold = hold with { Who = "ben" } });
        Assert.Equal("ben", Assert.Single(_database.Moves.ReadHolds()).Who);
        Apply(Changes() with { ReleasesHold = true });
        Assert.Empty(_database.Moves.ReadHolds());
    }

    [Fact]
    public void An_act_is_open_until_its_result_is_noted_and_its_key_is_never_used_again()
    {
        Apply(Changes() with { Begins = [Submission] });
        Assert.Equal(Submission with { IntentId = 1 }, Assert.Single(_database.Intents.FindOpen()));

        Apply(Changes() with { Ends = [new IntentEnd(Submission.Key, IntentState.Done, "77")] });
        Assert.Empty(_database.Intents.FindOpen());
        Assert.Equal(Submission with { IntentId = 1, State = IntentState.Done, Result = "77", Ended = DatabaseLab.Start }, _database.Intents.Find(Submission.Key));

        Apply(Changes() with { Ends = [new IntentEnd(Submission.Key, IntentState.NotDone, "too late")] });
        Assert.Equal(IntentState.Done, _database.Intents.Find(Submission.Key)!.State);

        var again = Assert.Single(_database.Apply([Changes() with { Begins = [Submission], Move = Move }], ownTablesOnly: false, _lease));
        Assert.Equal("ActKnown", Assert.IsType<StatusException>(again.Error).ErrorId);
        Assert.Empty(_database.Moves.Find(new MoveFilter()));
    }

    [Fact]
    public void A_whole_change_set_is_left_out_when_someone_else_was_faster()
    {
        _lab.Sql("UPDATE dataset SET moving = 1 WHERE id = 1");
        var changes = Changes() with
        {
            IsWhole = true,
            Fields = [new FieldChange(DatasetField.Moving, 0L, 1L), new FieldChange(DatasetField.PathOnHive, null, "/hive/x")],
            Move = Move,
            Begins = [Submission],
            Messages = [new OutboxMessage("key", MessageKind.NeedsAttention, MessageSeverity.Information, "text")],
        };
        var applied = Assert.Single(_database.Apply([changes], ownTablesOnly: false, _lease));
        Assert.Null(applied.Error);
        Assert.Equal(DatasetField.Moving, Assert.Single(applied.Refused).Field);
        Assert.Empty(_database.Moves.Find(new MoveFilter()));
        Assert.Empty(_database.Intents.FindOpen());
        Assert.Equal(["NULL|0"], _lab.Rows("SELECT path_on_hive, (SELECT COUNT(*) FROM outbox WHERE dedup_key = 'key') FROM dataset"));
    }

    [Fact]
    public void An_observer_writes_no_move()
    {
        _database.Apply([Changes() with { Move = Move, Begins = [Submission] }], ownTablesOnly: true, _lease);
        Assert.Empty(_database.Moves.Find(new MoveFilter()));
        Assert.Empty(_database.Intents.FindOpen());
    }

    private static DatasetChangeSet Changes() => new() { Path = Folder, Name = "8257_try2_stack1", Id = 1 };

    private long[] Ids(MoveFilter filter) => [.. _database.Moves.Find(filter).Select(move => move.MoveId)];

    private void Apply(DatasetChangeSet changes) => Assert.All(_database.Apply([changes], ownTablesOnly: false, _lease), applied => Assert.Null(applied.Error));
}

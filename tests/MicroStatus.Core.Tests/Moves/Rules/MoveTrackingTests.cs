using MicroStatus.Configuration;
using MicroStatus.Moves;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Core.Tests.Moves.Rules;

// lab.md §8: what becomes of a move under way.
public sealed class MoveTrackingTests
{
    private const string Destination = "/hive/Acquire/RSCM/8257";

    private static readonly DateTimeOffset Now = new(2026, 11, 18, 18, 0, 0, TimeSpan.Zero);

    private static readonly DatasetMove Move = new()
    {
        Id = 12,
        Name = "8257",
        Source = "/fast/Acquire/RSCM/8257",
        Destination = Destination,
        State = MoveState.Running,
        Origin = MoveOrigin.Check,
        Proof = MoveProof.Hashes,
        JobName = "move_00012",
        Begun = Now.AddHours(-2),
        Submitted = Now.AddHours(-2),
    };

    private static readonly MoveEvidence Nothing = new() { Job = MoveJobState.Unknown };

    public static TheoryData<string, MoveEvidence, MoveState> Cases => new()
    {
        { "waits", Nothing with { Job = MoveJobState.Waiting }, MoveState.Queued },
        { "runs", Nothing with { Job = MoveJobState.Running }, MoveState.Running },
        { "runs again after an error", Nothing with { Job = MoveJobState.Running, Error = "exit 3" }, MoveState.Running },
        { "done and there", Nothing with { Done = Destination, IsDestinationThere = true }, MoveState.Moved },
        { "done while the cluster still lists it", Nothing with { Job = MoveJobState.Running, Done = Destination, IsDestinationThere = true }, MoveState.Moved },
        { "done and an older error", Nothing with { Done = Destination, IsDestinationThere = true, Error = "exit 3" }, MoveState.Moved },
        { "done and nothing there", Nothing with { Done = Destination }, MoveState.Failed },
        { "done, Hive not mounted", Nothing with { Done = Destination, AreStoresThere = false }, MoveState.Unknown },
        { "error", Nothing with { Error = "exit 3" }, MoveState.Failed },
        { "killed, says the accounting", Nothing with { Job = MoveJobState.Failed, JobReason = "OUT_OF_MEMORY" }, MoveState.Failed },
        { "failed, says the accounting, and a marker", Nothing with { Job = MoveJobState.Failed, Error = "exit 3" }, MoveState.Failed },
        { "ended well without a marker yet", Nothing with { Job = MoveJobState.Ended, Heartbeat = Now.AddSeconds(-5) }, MoveState.Unknown },
        { "lives", Nothing with { Heartbeat = Now.AddMinutes(-9) }, MoveState.Unknown },
        { "silent", Nothing with { Heartbeat = Now.AddMinutes(-10) }, MoveState.Unknown },
        { "silent, a store absent", Nothing with { Heartbeat = Now.AddDays(-1), AreStoresThere = false }, MoveState.Running },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evidence_decides(string what, MoveEvidence evidence, MoveState state)
    {
        Assert.NotEmpty(what);
        Assert.Equal(state, Decide(Move, evidence, Now).State);
    }

    [Fact]
    public void A_job_that_nothing_is_known_of_has_failed_after_half_an_hour_of_silence()
    {
        var first = Decide(Move, Nothing, Now);
        Assert.Equal(new MoveVerdict(MoveState.Unknown, first.Why, LostSince: Now), first);
        var lost = Move with { State = MoveState.Unknown, LostSince = first.LostSince };
        Assert.Equal(MoveState.Unknown, Decide(lost, Nothing, Now.AddMinutes(29)).State);
        Assert.Equal(MoveState.Failed, Decide(lost, Nothing, Now.AddMinutes(30)).State);
    }

    [Fact]
    public void A_heartbeat_begins_the_half_hour_anew()
    {
        var lost = Move with { State = MoveState.Unknown, LostSince = Now.AddMinutes(-29) };
        var alive = Decide(lost, Nothing with { Heartbeat = Now.AddMinutes(-1) }, Now);
        Assert.Equal((MoveState.Unknown, null), (alive.State, alive.LostSince));
    }

    [Fact]
    public void A_job_that_was_just_submitted_is_not_lost()
    {
        var verdict = Decide(Move with { Submitted = Now.AddMinutes(-9) }, Nothing, Now);
        Assert.Equal((MoveState.Unknown, null), (verdict.State, verdict.LostSince));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    public void It_is_tried_again_three_times_with_growing_pauses(int runs, int minutes) =>
        Assert.Equal(Now.AddMinutes(minutes), new MoveTracking(new MoveSettings()).NextTry(runs, Now));

    [Fact]
    public void After_the_last_try_a_person_is_needed() => Assert.Null(new MoveTracking(new MoveSettings()).NextTry(4, Now));

    private static MoveVerdict Decide(DatasetMove move, MoveEvidence evidence, DateTimeOffset now) =>
        new MoveTracking(new MoveSettings()).Decide(move, evidence, now);
}

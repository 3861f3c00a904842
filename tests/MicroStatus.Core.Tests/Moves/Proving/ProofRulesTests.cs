using MicroStatus.Acts;
using MicroStatus.Configuration;
using MicroStatus.Moves;
using MicroStatus.Moves.Proving;

namespace MicroStatus.Core.Tests.Moves.Proving;

// lab.md §8: a trash entry of the web page gets a marker only after both sides were hashed.
public sealed class ProofRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 18, 18, 0, 0, TimeSpan.Zero);

    private static readonly DatasetMove Move = new()
    {
        MoveId = 7,
        Id = 12,
        Name = "8257",
        Source = "/fast/Acquire/RSCM/8257",
        Destination = "/hive/Acquire/RSCM/8257",
        State = MoveState.Moved,
        Origin = MoveOrigin.WebPage,
        Proof = MoveProof.Sizes,
        JobName = "move_00012",
        Begun = Now.AddHours(-2),
    };

    private static readonly ProofHistory Nothing = new(0, null);

    public static TheoryData<string, DatasetMove, bool, ProofHistory, int, ProofState> Cases => new()
    {
        { "moved by the web page", Move, true, Nothing, 0, ProofState.Due },
        { "two others are at it", Move, true, Nothing, 2, ProofState.Waiting },
        { "moved by us", Move with { Origin = MoveOrigin.Check }, true, Nothing, 0, ProofState.NotWanted },
        { "moved by us for a person", Move with { Origin = MoveOrigin.Person }, true, Nothing, 0, ProofState.NotWanted },
        { "not moved yet", Move with { State = MoveState.Running }, false, Nothing, 0, ProofState.NotWanted },
        { "brought back", Move, false, Nothing, 0, ProofState.NotWanted },
        { "under way", Move, true, After(1, IntentState.Open, 0), 1, ProofState.UnderWay },
        { "compared", Move, true, After(1, IntentState.Done, 60), 0, ProofState.Over },
        { "failed a moment ago", Move, true, After(1, IntentState.NotDone, 9), 0, ProofState.Waiting },
        { "failed ten minutes ago", Move, true, After(1, IntentState.NotDone, 10), 0, ProofState.Due },
        { "failed ten minutes ago, two others are at it", Move, true, After(1, IntentState.NotDone, 10), 2, ProofState.Waiting },
        { "failed twice, ten minutes ago", Move, true, After(2, IntentState.NotDone, 10), 0, ProofState.Waiting },
        { "failed twice, twenty minutes ago", Move, true, After(2, IntentState.NotDone, 20), 0, ProofState.Due },
        { "failed three times", Move, true, After(3, IntentState.NotDone, 40), 0, ProofState.Due },
        { "failed as often as it may", Move, true, After(4, IntentState.NotDone, 100_000), 0, ProofState.Over },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_copy_of_the_web_page_is_proven_once(string what, DatasetMove move, bool isMoved, ProofHistory history, int underWay, ProofState state)
    {
        Assert.NotEmpty(what);
        var rules = new ProofRules(new MoveSettings());
        Assert.Equal(state, rules.Decide(move, isMoved, history, underWay, Now));
        Assert.Equal(state is not (ProofState.NotWanted or ProofState.Over), rules.IsAwaited(move, isMoved, history, Now));
    }

    [Theory]
    [InlineData(0, null, null, "It waits for its proof: the web page moved it, and compared sizes only.")]
    [InlineData(1, IntentState.Open, null, "It waits for its proof: a job compares it with its copy on Hive.")]
    [InlineData(1, IntentState.NotDone, "Hive was away.", "It is not proven: Hive was away.")]
    [InlineData(2, IntentState.Done, "They differ.", "It has no marker, so it is left alone. They differ.")]
    public void Whoever_asks_why_there_is_no_marker_is_told(int tries, IntentState? state, string? result, string told) =>
        Assert.Equal(told, (state is { } last ? After(tries, last, 1, result) : Nothing).Tell());

    [Fact]
    public void Each_try_has_a_name_of_its_own_and_its_files_are_none_of_a_moves()
    {
        var settings = new StatusSettings();
        var act = new ProofAct("/CBI_FastStore/trash/autodelete/RSCM/8257", "/h20/Acquire/RSCM/8257", 255, 7, ProofPlanner.RunIdOf(Move, 2));
        var plan = new ProofPlanner(settings).Plan(12, "8257", act, Now);

        Assert.Equal("move-proof/00012-7-2", ProofHistory.KeyOf(Move, 2));
        Assert.Equal(("verify_00012", "verify-00012-7-2"), (plan.Request.Name, plan.Request.Comment));
        Assert.Equal("/CBI_FastStore/tmp/move_jobs/complete/verify_00012_7-ff.done", plan.Job.DoneMarker);
        Assert.Equal("/CBI_FastStore/tmp/move_jobs/error/verify_00012_7-ff.error", plan.Job.ErrorMarker);
        Assert.Equal("/CBI_FastStore/tmp/move_jobs/scripts/verify_00012_7-ff.verify-00012-7-2.sbatch.sh", plan.Request.ScriptPath);
        Assert.Equal(act, ProofAct.Read(act.Write()));
        Assert.Null(ProofAct.Read("{"));
    }

    private static ProofHistory After(int tries, IntentState state, double minutes, string? result = null) => new(tries, new Intent
    {
        Kind = IntentKind.MoveProof,
        Key = "move-proof/00012-7-1",
        What = "Compares.",
        State = state,
        Begun = Now.AddHours(-5),
        Ended = state == IntentState.Open ? null : Now.AddMinutes(-minutes),
        Result = result,
    });
}

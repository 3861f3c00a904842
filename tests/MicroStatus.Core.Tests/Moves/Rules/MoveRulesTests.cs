using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Moves.Rules;

// lab.md §8: when a dataset moves.
public sealed class MoveRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 18, 18, 0, 0, TimeSpan.FromHours(-5));
    private static readonly LabTime Lab = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    private static readonly MoveCandidate Due = new()
    {
        Row = new Dataset
        {
            Id = 12,
            Name = "8257",
            Path = "/fast/Acquire/RSCM/klimstra-w/5CL18/8257",
            ImagingStatus = ImagingStatus.Finished,
            ProcessingStatus = ProcessingStatus.Finished,
            Created = Now.AddDays(-3),
        },
        IsOnFastStore = true,
        Source = FolderState.Folder,
    };

    private static readonly MoveCandidate Unfinished = Due with { Row = Due.Row with { ProcessingStatus = ProcessingStatus.Denoised } };

    private static readonly MoveCandidate Stale = Unfinished with { Row = Unfinished.Row with { Created = Now.AddDays(-30) } };

    private static readonly DatasetMove Move = new()
    {
        Id = 12,
        Name = "8257",
        Source = "/fast/Acquire/RSCM/klimstra-w/5CL18/8257",
        Destination = "/hive/Acquire/RSCM/klimstra-w/5CL18/8257",
        State = MoveState.Running,
        Origin = MoveOrigin.Check,
        Proof = MoveProof.Hashes,
        JobName = "move_00012",
        Runs = 2,
        LastError = "The disk is full.",
        Begun = Now.AddHours(-1),
    };

    public static TheoryData<string, MoveCandidate, string[]> ForChecks => new()
    {
        { "finished", Due, [] },
        { "demo", Due with { IsDemo = true }, [MoveRule.Demo] },
        { "moved", Due with { Row = Due.Row with { Moved = true } }, [MoveRule.Moved] },
        { "moving by the web page", Due with { Row = Due.Row with { Moving = true } }, [MoveRule.Moving] },
        { "under way", Due with { Last = Move }, [MoveRule.Moving] },
        { "nobody knows", Due with { Last = Move with { State = MoveState.Unknown } }, [MoveRule.Moving] },
        { "moved before, and back", Due with { Last = Move with { State = MoveState.Moved } }, [] },
        { "cancelled before", Due with { Last = Move with { State = MoveState.Cancelled } }, [] },
        { "elsewhere", Due with { IsOnFastStore = false }, [MoveRule.Place] },
        { "no store", Due with { AbsentStore = "Hive is absent." }, [MoveRule.Store] },
        { "no folder", Due with { Source = FolderState.Absent }, [MoveRule.Source] },
        { "its last run was killed after it took the folder to the trash", Due with { Source = FolderState.Absent, IsInTrash = true }, [] },
        { "a file", Due with { Source = FolderState.NotFolder }, [MoveRule.Source] },
        { "imaged", Due with { Row = Due.Row with { ImagingStatus = ImagingStatus.InProgress } }, [MoveRule.Imaging] },
        { "held", Due with { Hold = new MoveHold(12, "Restored.", "ann", Now) }, [MoveRule.Hold] },
        { "paused", Due with { Row = Due.Row with { Paused = true } }, [MoveRule.Paused] },
        { "gave up", Due with { Last = Move with { State = MoveState.GaveUp } }, [MoveRule.GaveUp] },
        { "pause after a failure", Due with { Last = Move with { State = MoveState.Failed, NextTry = Now.AddMinutes(1) } }, [MoveRule.Retry] },
        { "after the pause", Due with { Last = Move with { State = MoveState.Failed, NextTry = Now } }, [] },
        { "one other", Due with { UnderWay = 1 }, [] },
        { "two others", Due with { UnderWay = 2 }, [MoveRule.Limit] },
        { "unfinished", Unfinished, [MoveRule.Processing] },
        { "needs a person", Due with { Row = Due.Row with { ProcessingStatus = ProcessingStatus.NeedsAttention } }, [MoveRule.Processing] },
        { "a day short of stale", Unfinished with { Row = Unfinished.Row with { Created = Now.AddDays(-29) } }, [MoveRule.Processing] },
        { "creation unknown", Unfinished with { Row = Unfinished.Row with { Created = null } }, [MoveRule.Processing] },
        { "stale", Stale, [] },
        { "stale, imaged", Stale with { Row = Stale.Row with { ImagingStatus = ImagingStatus.InProgress } }, [MoveRule.Imaging] },
        { "stale, paused", Stale with { Row = Stale.Row with { Paused = true } }, [MoveRule.Paused] },
        { "stale, quiet", Stale with { Activity = new MoveActivity(Now.AddDays(-1), null, null) }, [] },
        { "stale, changed", Stale with { Activity = new MoveActivity(Now.AddHours(-23), null, null) }, [MoveRule.RecentChange] },
        { "stale, queued", Stale with { Activity = new MoveActivity(null, "queueStitch/00012_x.txt", null) }, [MoveRule.Queued] },
        { "stale, growing", Stale with { Activity = new MoveActivity(null, null, "x.ims.part") }, [MoveRule.GrowingFile] },
        { "several", Unfinished with { Row = Unfinished.Row with { Paused = true }, UnderWay = 5 }, [MoveRule.Paused, MoveRule.Processing, MoveRule.Limit] },
    };

    [Theory]
    [MemberData(nameof(ForChecks))]
    public void A_check_moves_what_no_rule_holds(string what, MoveCandidate candidate, string[] rules)
    {
        Assert.NotEmpty(what);
        var decision = Rules().Decide(candidate, Now, MoveAsker.Check);
        Assert.Equal(rules, decision.Obstacles.Select(obstacle => obstacle.Rule));
        Assert.Equal(rules.Length == 0, decision.IsDue);
        Assert.All(decision.Obstacles, obstacle => Assert.EndsWith(".", obstacle.Evidence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MoveAsker.Person, new[] { MoveRule.Paused, MoveRule.Processing })]
    [InlineData(MoveAsker.Insistent, new string[0])]
    public void A_person_weighs_more_than_the_rules_for_checks(MoveAsker asker, string[] rules)
    {
        var candidate = Unfinished with
        {
            Row = Unfinished.Row with { Paused = true },
            Hold = new MoveHold(12, "Restored.", "ann", Now),
            Last = Move with { State = MoveState.GaveUp },
            UnderWay = 9,
        };
        Assert.Equal(rules, Rules().Decide(candidate, Now, asker).Obstacles.Select(obstacle => obstacle.Rule));
    }

    [Fact]
    public void Nobody_moves_what_is_imaged_or_moved_or_a_demo()
    {
        foreach (var (_, candidate, rules) in ForChecks.Select(row => row.Data).Where(row => row.Item3 is [MoveRule.Imaging or MoveRule.Moved or MoveRule.Demo or MoveRule.Moving]))
        {
            Assert.Equal(rules, Rules().Decide(candidate, Now, MoveAsker.Insistent).Obstacles.Select(obstacle => obstacle.Rule));
        }
    }

    [Fact]
    public void What_waits_for_time_says_until_when()
    {
        Assert.Equal(Unfinished.Row.Created!.Value.AddDays(30), Assert.Single(Rules().Decide(Unfinished, Now, MoveAsker.Check).Obstacles).NextTry);
        var closed = new MoveSettings { Window = new MoveWindowSettings { Enabled = true } };
        var noon = Now.AddHours(-6);
        var obstacle = Assert.Single(Rules(closed).Decide(Due, noon, MoveAsker.Check).Obstacles);
        Assert.Equal((MoveRule.Window, (DateTimeOffset?)Now.AddHours(-1)), (obstacle.Rule, obstacle.NextTry));
    }

    [Fact]
    public void A_stale_one_is_told_from_a_finished_one()
    {
        Assert.True(Rules().Decide(Stale, Now, MoveAsker.Check).IsStale);
        Assert.False(Rules().Decide(Due with { Row = Due.Row with { Created = Now.AddDays(-90) } }, Now, MoveAsker.Check).IsStale);
    }

    private static MoveRules Rules(MoveSettings? settings = null) => new(settings ?? new MoveSettings(), Lab);
}

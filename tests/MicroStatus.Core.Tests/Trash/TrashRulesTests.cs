using MicroStatus.Configuration;
using MicroStatus.Moves;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Core.Tests.Trash;

public sealed class TrashRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TrashRules Rules = new(new TrashSettings(), TimeZoneInfo.Utc);

    [Theory]
    [InlineData(TrashKind.Moved, MoveProof.Hashes, 71.9, false)]
    [InlineData(TrashKind.Moved, MoveProof.Hashes, 72.0, true)]
    [InlineData(TrashKind.Moved, MoveProof.Sizes, 143.9, false)]
    [InlineData(TrashKind.Moved, MoveProof.Sizes, 144.0, true)]
    [InlineData(TrashKind.Cleanup, null, 71.9, false)]
    [InlineData(TrashKind.Cleanup, null, 72.0, true)]
    [InlineData(TrashKind.Channel, null, 71.9, false)]
    [InlineData(TrashKind.Channel, null, 72.0, true)]
    public void An_entry_is_due_when_its_marker_is_old_enough(string kind, MoveProof? proof, double hours, bool isDue)
    {
        var facts = new TrashFacts { Kind = kind, MovedAt = Now.AddHours(-hours), Proof = proof, HasProduct = true };
        var decision = Rules.Decide(facts, Now, isEmergency: false);
        Assert.Equal(isDue, decision.IsDue);
        Assert.Equal(Now.AddHours(-hours).AddDays(proof == MoveProof.Sizes ? 6 : 3), decision.Due);
        Assert.True(Rules.Decide(facts with { MovedAt = Now }, Now, isEmergency: true).IsDue);
    }

    public static TheoryData<TrashFacts, string> NeverDue => new()
    {
        { new TrashFacts { Kind = TrashKind.Channel }, "It has no marker" },
        { new TrashFacts { Kind = TrashKind.Moved, Proof = MoveProof.Hashes }, "It has no marker" },
        { new TrashFacts { Kind = TrashKind.Moved, WhyUnmarked = "It waits for its proof." }, "It waits for its proof." },
        { new TrashFacts { Kind = null, MovedAt = Now.AddYears(-1) }, "Its name is none of MicroStatus's" },
        { new TrashFacts { Kind = TrashKind.Moved, MovedAt = Now.AddYears(-1) }, "It has no usable manifest" },
        { new TrashFacts { Kind = TrashKind.Cleanup, MovedAt = Now.AddYears(-1) }, "Nothing beside it names the product" },
        { new TrashFacts { Kind = TrashKind.Moved, MovedAt = Now.AddYears(-1), Proof = MoveProof.Hashes, HiveAbsent = "Hive is absent." }, "Its copy cannot be looked at: Hive is absent." },
    };

    [Theory]
    [MemberData(nameof(NeverDue))]
    public void What_cannot_be_proven_stays_in_an_emergency_too(TrashFacts facts, string reason)
    {
        foreach (var isEmergency in (bool[])[false, true])
        {
            var decision = Rules.Decide(facts, Now, isEmergency);
            Assert.False(decision.IsDue);
            Assert.StartsWith(reason, decision.Reason, StringComparison.Ordinal);
        }
    }
}

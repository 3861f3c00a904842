using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Cluster;

namespace MicroStatus.Backend.Tests.Cluster;

public sealed class LocalJobStatesTests
{
    private static readonly LocalJobRecord Record = new("job", null, "/s", "/l", "/w", 0, DateTimeOffset.UnixEpoch);
    private static readonly LocalProcess Begun = new(4711, "boot:1", 100, "node1");
    private static readonly LocalEvidence Running = new() { Record = Record, Process = Begun, IsHere = true, IsWatched = true };
    private static readonly LocalEvidence Gone = Running with { IsWatched = false };

    public static TheoryData<string, ClusterJobState, bool> Cases => new()
    {
        { nameof(Running), ClusterJobState.Running, false },
        { "waiting", ClusterJobState.Pending, false },
        { "never begun", ClusterJobState.Unknown, true },
        { "cancelled before", ClusterJobState.Cancelled, true },
        { "elsewhere", ClusterJobState.Unknown, true },
        { "being cancelled", ClusterJobState.Completing, true },
        { "out of time", ClusterJobState.Completing, true },
        { "watcher gone", ClusterJobState.Running, true },
        { "good", ClusterJobState.Completed, false },
        { "good although cancelled", ClusterJobState.Completed, false },
        { "bad", ClusterJobState.Failed, false },
        { "bad elsewhere", ClusterJobState.Failed, false },
        { "cancelled", ClusterJobState.Cancelled, false },
        { "timed out", ClusterJobState.TimedOut, false },
        { "killed", ClusterJobState.Failed, true },
        { "killed when cancelled", ClusterJobState.Cancelled, true },
        { "killed when timed out", ClusterJobState.TimedOut, true },
        { "damaged", ClusterJobState.Unknown, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evidence_decides(string what, ClusterJobState state, bool hasReason)
    {
        var (evidence, mayStart) = what switch
        {
            nameof(Running) => (Running, false),
            "waiting" => (new LocalEvidence { Record = Record }, true),
            "never begun" => (new LocalEvidence { Record = Record }, false),
            "cancelled before" => (new LocalEvidence { Record = Record, IsCancelled = true }, true),
            "elsewhere" => (Gone with { IsHere = false }, false),
            "being cancelled" => (Running with { IsCancelled = true }, false),
            "out of time" => (Running with { IsTimedOut = true }, false),
            "watcher gone" => (Gone with { HasProcesses = true, IsCancelled = true }, false),
            "good" => (Gone with { Exit = new LocalExit(0, 200) }, false),
            "good although cancelled" => (Gone with { Exit = new LocalExit(0, 200), IsCancelled = true }, false),
            "bad" => (Gone with { Exit = new LocalExit(3, 200) }, false),
            "bad elsewhere" => (Gone with { Exit = new LocalExit(3, 200), IsHere = false }, false),
            "cancelled" => (Gone with { Exit = new LocalExit(143, 200), IsCancelled = true }, false),
            "timed out" => (Gone with { Exit = new LocalExit(143, 200), IsTimedOut = true }, false),
            "killed" => (Gone, false),
            "killed when cancelled" => (Gone with { IsCancelled = true }, false),
            "killed when timed out" => (Gone with { IsTimedOut = true }, false),
            _ => (Running with { Record = null }, false),
        };
        var found = LocalJobStates.Of(evidence, mayStart);
        Assert.Equal((state, hasReason), (found.State, found.Reason is not null));
    }

    [Theory]
    [InlineData("4711 5f3c:12345 100 node1\n", true)]
    [InlineData("4711 5f3c:12345 100", false)]
    [InlineData("1 5f3c:12345 100 node1", false)]
    [InlineData("-4711 5f3c:12345 100 node1", false)]
    [InlineData("0 5f3c:12345 100 node1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_note_of_a_process_that_is_damaged_is_none(string? text, bool isOne) => Assert.Equal(isOne, LocalProcess.From(text) is not null);

    [Theory]
    [InlineData("143 100\n", true)]
    [InlineData("143", false)]
    [InlineData("x 100", false)]
    [InlineData("", false)]
    public void A_note_of_an_end_that_is_damaged_is_none(string text, bool isOne) => Assert.Equal(isOne, LocalExit.From(text) is not null);
}

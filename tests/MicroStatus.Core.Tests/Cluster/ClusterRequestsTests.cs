using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Cluster;

public sealed class ClusterRequestsTests
{
    private static readonly ClusterJobRequest Good = new() { Name = "move_00012", ScriptPath = "/s/a.sh", LogPath = "/l/a.log", WorkingFolder = "/" };

    public static TheoryData<string, ClusterJobRequest> Bad => new()
    {
        { "no name", Good with { Name = "" } },
        { "long name", Good with { Name = new string('x', 201) } },
        { "line end in the name", Good with { Name = "a\nb" } },
        { "no comment", Good with { Comment = "" } },
        { "control in the comment", Good with { Comment = "a\u001fb" } },
        { "relative script", Good with { ScriptPath = "a.sh" } },
        { "relative log", Good with { LogPath = "a.log" } },
        { "backslash in the log", Good with { LogPath = "/l/a\\b.log" } },
        { "line end in the log", Good with { LogPath = "/l/a\n.log" } },
        { "relative folder", Good with { WorkingFolder = "." } },
        { "no processor", Good with { Cpus = 0 } },
        { "no memory", Good with { MemoryGigabytes = 0 } },
        { "no time", Good with { TimeLimit = TimeSpan.Zero } },
        { "empty partition", Good with { Partition = "" } },
        { "array with an option", Good with { Array = "0-1 --wrap=x" } },
        { "empty array", Good with { Array = "" } },
    };

    [Fact]
    public void A_request_within_the_rules_passes()
    {
        ClusterRequests.Check(Good);
        ClusterRequests.Check(Good with { Name = "a|b,c $(x) 'q' %j", Comment = "run 1", Partition = "compute", MemoryGigabytes = 8, TimeLimit = TimeSpan.FromSeconds(1), Array = "0-9:2,12%4", LogPath = "/l/50%.log" });
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_request_that_breaks_a_rule_is_refused(string what, ClusterJobRequest request)
    {
        Assert.NotEmpty(what);
        Assert.Equal("ClusterRequestInvalid", Assert.Throws<StatusException>(() => ClusterRequests.Check(request)).ErrorId);
    }

    [Fact]
    public void Every_state_is_live_or_over_but_unknown_which_is_neither()
    {
        foreach (var state in Enum.GetValues<ClusterJobState>())
        {
            var job = new ClusterJob { Id = "1", Name = "a", State = state, Executor = ClusterExecutor.Slurm };
            Assert.Equal(state != ClusterJobState.Unknown, job.IsLive ^ job.IsOver);
        }
    }
}

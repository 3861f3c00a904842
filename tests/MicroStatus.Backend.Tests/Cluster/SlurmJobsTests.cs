using CsCheck;
using MicroStatus.Backend.Cluster;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Cluster;

public sealed class SlurmJobsTests
{
    private static readonly Dictionary<string, string> NoCodes = [];
    private static readonly SlurmJobs Jobs = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    // What names may hold, and what tables are made of.
    private static readonly string[] Traps = ["|", "\n", "\n|", "||", "\u001f", "(null)", "%j", "%i|%j", "'\"\\", " blanks at the end  ", "ü中🔬", "\r\n", "\0"];
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.Int[0, Traps.Length - 1].Select(i => Traps[i]));

    [Fact]
    public void Records_come_back_whatever_their_fields_hold() => Text.Array[3].List.Sample(records =>
    {
        var table = SlurmTable.Create();
        var text = string.Concat(records.Select(record => string.Concat(record.Select(field => field + table.Separator)) + "\n"));
        Assert.Equal(records, table.Read(text, 3));
    });

    [Theory]
    [InlineData("a!b!\n", 3)]
    [InlineData("a!b!c!", 2)]
    [InlineData("error: no such format", 1)]
    [InlineData("a!b!c!\nd!", 3)]
    [InlineData("a!b!c!d!", 2)]
    public void What_is_no_table_is_not_read_as_one(string text, int fields) => Assert.Null(new SlurmTable("!").Read(text, fields));

    [Fact]
    public void Nothing_is_an_empty_table() => Assert.Equal([], new SlurmTable("!").Read("", 3)!);

    [Fact]
    public void A_running_job_has_not_ended_although_squeue_tells_when_it_will()
    {
        var job = Queued("RUNNING");
        Assert.Equal(("7", null, "move_00012", "run 1", ClusterJobState.Running), (job.Id, job.ArrayId, job.Name, job.Comment, job.State));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(100), DateTimeOffset.FromUnixTimeSeconds(200), null), (job.Submitted!.Value, job.Started!.Value, job.Ended));
        Assert.Equal(TimeSpan.FromHours(-5), job.Started.Value.Offset);
        Assert.Equal(("node1", null, null, ClusterExecutor.Slurm), (job.Node, job.Reason, job.ExitCode, job.Executor));
        Assert.True(job.IsLive);
    }

    [Fact]
    public void A_waiting_job_has_not_begun_although_squeue_tells_when_it_will() => Assert.Null(Queued("PENDING").Started);

    [Theory]
    [InlineData("COMPLETED", "0", 0)]
    [InlineData("COMPLETED", "0:0", 0)]
    [InlineData("FAILED", "768", 3)]
    [InlineData("FAILED", "3:0", 3)]
    [InlineData("FAILED", "9", 137)]
    [InlineData("FAILED", "0:9", 137)]
    [InlineData("CANCELLED", "0", null)]
    [InlineData("CANCELLED", "0:15", 143)]
    [InlineData("TIMEOUT", "0:0", null)]
    [InlineData("RUNNING", "0", null)]
    [InlineData("COMPLETED", "", null)]
    [InlineData("FAILED", "n/a", null)]
    [InlineData("FAILED", "1:2:3", null)]
    [InlineData("FAILED", null, null)]
    public void Exit_codes_are_read_in_both_of_their_forms(string state, string? code, int? expected) =>
        Assert.Equal(expected, Queued(state, code is null ? NoCodes : new() { ["7"] = code }).ExitCode);

    [Fact]
    public void A_word_that_nobody_knows_is_told_and_is_no_failure()
    {
        var job = Queued("MELTED");
        Assert.Equal((ClusterJobState.Unknown, "SLURM says 'MELTED'."), (job.State, job.Reason));
        Assert.False(job.IsLive || job.IsOver);
    }

    [Fact]
    public void A_task_of_an_array_names_its_array()
    {
        var job = Jobs.FromQueue(["7_2", "7", "2", "PENDING", "Resources", "", "100", "N/A", "N/A", "a", "(null)"], NoCodes);
        Assert.Equal(("7_2", "7", "Resources", null, null), (job.Id, job.ArrayId, job.Reason, job.Node, job.Comment));
        Assert.True(job.IsMeantBy("7") && job.IsMeantBy("7_2") && !job.IsMeantBy("2"));
    }

    [Fact]
    public void Accounts_are_read()
    {
        var job = Jobs.FromAccounting(["7_2", "CANCELLED by 1000", "0:15", "node1", "100", "200", "300", "a|b", "run 1"]);
        Assert.Equal(("7_2", "7", "a|b", "run 1", ClusterJobState.Cancelled, 143), (job.Id, job.ArrayId, job.Name, job.Comment, job.State, job.ExitCode!.Value));
        Assert.Equal(("CANCELLED by 1000", DateTimeOffset.FromUnixTimeSeconds(300)), (job.Reason, job.Ended!.Value));

        var waiting = Jobs.FromAccounting(["8", "PENDING", "0:0", "None assigned", "100", "Unknown", "Unknown", "a", ""]);
        Assert.Equal((null, null, null, null, null), (waiting.Node, waiting.Started, waiting.Ended, waiting.ExitCode, waiting.Comment));
    }

    [Fact]
    public void Exit_codes_are_found_by_id() =>
        Assert.Equal(
            [("7", "768"), ("7_2", "0")],
            SlurmJobs.ReadExitCodes("7                   768        \n7_2                 0    \n\ngarbage\nthree words here\n").Select(pair => (pair.Key, pair.Value)));

    private static ClusterJob Queued(string state, Dictionary<string, string>? codes = null) =>
        Jobs.FromQueue(["7", "7", "N/A", state, "None", "node1", "100", "200", "300", "move_00012", "run 1"], codes ?? NoCodes);
}

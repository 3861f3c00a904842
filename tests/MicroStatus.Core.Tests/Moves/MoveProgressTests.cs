using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Core.Tests.Moves;

public class MoveProgressTests
{
    private const string Work = "/CBI_FastStore/tmp/move_jobs/work/00012_x";

    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly CopyStats Copy = new(250, 1000, 50, TimeSpan.FromSeconds(15));

    private static readonly DatasetMove Move = new()
    {
        MoveId = 1,
        Id = 12,
        Name = "x",
        Source = "/CBI_FastStore/Acquire/RSCM/x",
        Destination = "/h20/Acquire/RSCM/x",
        State = MoveState.Running,
        Origin = MoveOrigin.Check,
        Proof = MoveProof.Hashes,
        RunId = "r2",
        WorkFolder = Work,
        JobName = "move_00012",
        Begun = Now,
    };

    private readonly FakeFileTree _files = new(Now);

    public static TheoryData<string, string?, double?, long?, long?> Steps { get; } = new()
    {
        { "", null, null, null, null },
        { "r1 started host 1|r1 manifest blake2b-256 7 2000|r1 failed 26", null, null, null, null },
        { "r2 started host 1", "started", null, null, null },
        { "r1 manifest blake2b-256 7 1900|r2 started host 1|r2 manifest blake2b-256 7 2000", "manifest", null, null, 2000L },
        { "r2 manifest blake2b-256 7 2000|r2 copying", "copying", 25.0, 250L, 1000L },
        { "r2 copying|r2 manifest blake2b-256 7 2000", "copying", 25.0, 250L, 1000L },
        { "r2 copying|r2 copied|r2 manifest blake2b-256 7 2000", "copied", 100.0, 2000L, 2000L },
        { "r1 copying|r2 manifest blake2b-256 7 2000", "manifest", null, null, 2000L },
        { "r2 manifest blake2b-256 7 2000|r2 copying|r2 copied", "copied", 100.0, 2000L, 2000L },
        { "r1 manifest blake2b-256 7 2000|r2 started host 2|r2 proving", "proving", 100.0, 2000L, 2000L },
        { "r2 manifest blake2b-256 7 2000|r2 proven|r2 unchanged|r2 placing 1 77", "placing", 100.0, 2000L, 2000L },
        { "r2 manifest blake2b-256 7 2000|r2 reopened", "reopened", null, null, 2000L },
        { "r2 manifest blake2b-256 7 2000|r2 failed 26", "failed", null, null, 2000L },
        { "r2 manifest blake2b-256 1 0|r2 copied", "copied", 100.0, 0L, 0L },
        { "r2 manifest odd|r2 copied", "copied", null, null, null },
        { "r2 copying|r3 started host 3", "copying", 25.0, 250L, 1000L },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void What_a_run_has_left_tells_how_far_it_is(string journal, string? step, double? percent, long? done, long? total)
    {
        var lines = MoveJournalLine.Read(Journal(journal));
        var progress = MoveProgress.Of("r2", lines, Copy, heartbeat: null);
        Assert.Equal((step, percent, done, total), (progress?.Step, progress?.Percent, progress?.BytesDone, progress?.BytesTotal));
        Assert.Equal(step == "copying", progress?.BytesPerSecond is not null);
    }

    [Fact]
    public void A_copy_that_has_not_told_yet_has_no_percent() =>
        Assert.Null(MoveProgress.Of("r2", MoveJournalLine.Read(Journal("r2 copying")), copy: null, heartbeat: null)!.Percent);

    [Fact]
    public void Work_folder_and_heartbeat_are_read_from_their_ends()
    {
        _files.Write(Work + "/journal", new string('#', 100_000) + "\n" + Journal("r2 manifest blake2b-256 7 2000|r2 copying"));
        _files.Write(Work + "/progress.log", new string('#', 100_000) + "\n" + """{"stats":{"bytes":250,"totalBytes":1000,"speed":50,"eta":15}}""" + "\n");
        _files.Write(Work + "/heartbeat", "");
        var progress = Reader().Read(Move);
        Assert.Equal(
            new MoveProgress { Step = "copying", BytesDone = 250, BytesTotal = 1000, BytesPerSecond = 50, Eta = TimeSpan.FromSeconds(15), Heartbeat = Now },
            progress);
        Assert.Equal(25, progress!.Percent);
    }

    [Fact]
    public void A_run_that_has_not_begun_has_no_progress()
    {
        Assert.Null(Reader().Read(Move));
        _files.AddFolder(Work);
        Assert.Null(Reader().Read(Move));
    }

    [Fact]
    public void What_is_over_or_of_the_web_page_is_not_read()
    {
        _files.ResetCalls();
        Assert.Null(Reader().Read(Move with { State = MoveState.Moved }));
        Assert.Null(Reader().Read(Move with { WorkFolder = null }));
        Assert.Equal(0, _files.Calls);
    }

    private MoveProgressReader Reader() => new(new StatusSettings(), _files);

    private static string Journal(string lines) =>
        string.Concat(lines.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => $"2026-09-14T12:00:00Z {line}\n"));
}

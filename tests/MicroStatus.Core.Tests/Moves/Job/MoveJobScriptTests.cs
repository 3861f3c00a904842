using MicroStatus.Moves.Job;

namespace MicroStatus.Core.Tests.Moves.Job;

public class MoveJobScriptTests
{
    private static readonly MoveJob Job = new()
    {
        MoveId = "00012-20261123",
        RunId = "00012-20261123-1",
        Source = "/fast/Acquire/RSCM/a/it's",
        SourceAcquire = "/fast/Acquire",
        DestinationAcquire = "/h20/Acquire",
        DestinationParent = "/h20/Acquire/RSCM/a",
        DestinationName = "it's",
        CopySuffix = "_{Number}",
        WorkFolder = "/fast/tmp/work/x",
        Log = "/fast/tmp/logs/x.log",
        DoneMarker = "/fast/tmp/complete/x.done",
        ErrorMarker = "/fast/tmp/error/x.error",
        TrashRoot = "/fast/trash",
        TrashEntry = "/fast/trash/RSCM/a/it's.moved-00012-20261123000000",
        TrashMarkerEnding = ".trash_moved_at",
        CopyCommand = ["nice", "rclone", "--x=a b"],
    };

    public static TheoryData<string, MoveJob> Wrong => new()
    {
        { "a relative source", Job with { Source = "fast/x" } },
        { "a source with ..", Job with { Source = "/fast/Acquire/../x" } },
        { "a source with //", Job with { Source = "/fast/Acquire//x" } },
        { "a source elsewhere", Job with { Source = "/fast/Acquired/x" } },
        { "the acquisitions themselves", Job with { Source = "/fast/Acquire" } },
        { "a destination elsewhere", Job with { DestinationParent = "/h20/Public" } },
        { "a trash entry elsewhere", Job with { TrashEntry = "/fast/x" } },
        { "a name of two", Job with { DestinationName = "a/b" } },
        { "a name that is a way", Job with { DestinationName = ".." } },
        { "a suffix without number", Job with { CopySuffix = "_copy" } },
        { "an id with a blank", Job with { MoveId = "a b" } },
        { "an id that begins with a dash", Job with { RunId = "-rf" } },
        { "a work folder in the dataset", Job with { WorkFolder = "/fast/Acquire/RSCM/a/it's/work" } },
        { "one ending for two", Job with { TrashManifestEnding = ".trash_moved_at" } },
        { "no command", Job with { CopyCommand = [] } },
        { "no transfers", Job with { Transfers = 0 } },
        { "a heartbeat slower than its timeout", Job with { OwnerTimeout = TimeSpan.FromSeconds(20) } },
    };

    [Fact]
    public void A_script_begins_with_the_quoted_facts_of_its_run()
    {
        var script = MoveJobScript.Write(Job);

        Assert.StartsWith("#!/bin/bash\n", script, StringComparison.Ordinal);
        Assert.Contains("\nreadonly source='/fast/Acquire/RSCM/a/it'\\''s'\n", script, StringComparison.Ordinal);
        Assert.Contains("\nreadonly copy_command=('nice' 'rclone' '--x=a b')\n", script, StringComparison.Ordinal);
        Assert.Contains("\nreadonly proof='blake2b-256'\n", script, StringComparison.Ordinal);
        Assert.Contains("\nset -Eeuo pipefail\n", script, StringComparison.Ordinal);
        Assert.EndsWith("\nmain\nexit 0\n", script, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', script);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_job_that_cannot_be_right_gets_no_script(string what, MoveJob job)
    {
        var error = Assert.Throws<StatusException>(() => MoveJobScript.Write(job));

        Assert.Equal("MoveJobInvalid", error.ErrorId);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(rm) `a` \"b\"\n", "'$(rm) `a` \"b\"\n'")]
    public void A_text_becomes_one_word(string text, string word) => Assert.Equal(word, ShellWord.Quote(text));

    [Fact]
    public void What_no_script_can_hold_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ShellWord.Quote("a\0b"));
        Assert.Throws<ArgumentException>(() => ShellWord.Quote("half \ud800 a pair"));
    }

    [Theory]
    [InlineData("no room\nexit code: 25\nrun: r-1\n", "no room", MoveExitCode.NoRoom, "r-1")]
    [InlineData("rsync failed\nwith 12\n", "rsync failed\nwith 12", null, null)]
    [InlineData("", "", null, null)]
    public void An_error_marker_is_read_whoever_wrote_it(string text, string reason, MoveExitCode? code, string? run) =>
        Assert.Equal(new MoveError(reason, code, run), MoveError.Read(text));

    [Fact]
    public void A_journal_is_read_without_the_line_that_a_crash_has_torn()
    {
        var lines = MoveJournalLine.Read("2026-11-23T00:00:01Z r-1 manifest none 3 10\n2026-11-23T00:0\n2026-11-23T00:00:03Z r-2 placing 2 7\n2026-11-23T00:00:04Z r-2 pla");

        Assert.Equal(["manifest", "placing"], lines.Select(line => line.Step));
        Assert.Equal(["none", "3", "10"], lines[0].Words);
        Assert.Equal((new DateTimeOffset(2026, 11, 23, 0, 0, 3, TimeSpan.Zero), "r-2"), (lines[1].Time, lines[1].RunId));
    }
}

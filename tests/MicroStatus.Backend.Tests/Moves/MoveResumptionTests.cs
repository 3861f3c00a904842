using System.Diagnostics;
using System.Globalization;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>A run that is killed, cancelled, or not alone.</summary>
public sealed class MoveResumptionTests : IDisposable
{
    private const string Nap = "[[ -e $ROOT/awake ]] || { touch $ROOT/asleep; while [[ ! -e $ROOT/awake ]]; do sleep 0.02; done; }\n$REAL \"$@\"";

    /// <summary>Text of a program before the real one that ends the run at the command of the number KILL_AT, before or after it.</summary>
    internal const string DieAt =
        """
        printf . >>"$ROOT/count"
        count=$(/usr/bin/stat -c %s "$ROOT/count")
        here() { [[ $count -ge $KILL_AT && $KILL_WHEN == "$1" ]] && { kill -KILL -- "-$MOVE_GROUP"; sleep 5; }; }
        here before
        "$REAL" "$@"
        code=$?
        here after
        exit $code
        """;

    private static readonly string[] Changing = ["mv", "mkdir", "rm", "ln", "chmod", "touch", "sync", "cp", "rclone", "b2sum"];

    private readonly MoveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Every command that changes something is a place where the run dies. There are about seventy; each is tried when the variable
    /// MICROSTATUS_MOVE_KILLS is <c>all</c>, else each eighth.</summary>
    [Theory]
    [InlineData("before", 2)]
    [InlineData("before", 6)]
    [InlineData("after", 4)]
    [InlineData("after", 8)]
    public async Task Killed_at_any_command_the_next_run_ends_the_move(string when, int first)
    {
        var step = Environment.GetEnvironmentVariable("MICROSTATUS_MOVE_KILLS") == "all" ? 1 : 8;
        for (var at = step == 1 ? 1 : first; ; at += step)
        {
            using var bench = new MoveBench();
            bench.Write("printf one > one.tif; mkdir -p layer000 empty; printf second > layer000/two.tif; ln -s one.tif link; ln one.tif hard; chmod 640 one.tif");
            WrapToKill(bench);
            using var run = bench.Start(bench.Job(), new Dictionary<string, string> { ["KILL_AT"] = at.ToString(CultureInfo.InvariantCulture), ["KILL_WHEN"] = when });
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (run.ExitCode == 0)
            {
                Assert.True(at > 40, $"only {at} commands were seen\n{bench.Log}");
                break;
            }

            bench.AssertNothingIsLost();
            bench.Unwrap();
            Assert.True(await bench.RunAsync("run-2") == MoveExitCode.Done, $"killed {when} command {at}\n{bench.Log}");
            bench.AssertMoved(bench.Destination, Directory.Exists(bench.Entry()) ? bench.Entry() : bench.Entry("run-2"));
        }
    }

    [Theory]
    [InlineData(20261)]
    [InlineData(20262)]
    public async Task Killed_at_any_moment_again_and_again_the_last_run_ends_the_move(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3; round++)
        {
            using var bench = new MoveBench();
            bench.Write(NastyTree.Bash);
            for (var i = 1; i <= 4; i++)
            {
                using var run = bench.Start(bench.Job($"run-{i}"));
                using var alarm = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(20, 1200)));
                await run.WaitForExitAsync(alarm.Token).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
                await MoveBench.KillGroupAsync(run);
                bench.AssertNothingIsLost();
            }

            Assert.True(await bench.RunAsync("run-5") == MoveExitCode.Done, bench.Log);
            Assert.False(File.Exists(bench.Error));
            bench.AssertNothingIsLost();
            Assert.Equal(bench.Destination + "\n", await File.ReadAllTextAsync(bench.Done, TestContext.Current.CancellationToken));
            Assert.False(Directory.Exists(bench.Destination + "_2"));
        }
    }

    [Fact]
    public async Task A_second_run_of_a_move_refuses_while_the_first_lives_and_says_nothing_in_the_markers()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", Nap);
        using var first = _bench.Start(_bench.Job());
        await UntilAsleepAsync();

        Assert.Equal(MoveExitCode.Busy, await _bench.RunAsync("run-2"));

        Assert.False(File.Exists(_bench.Error));
        await WakeAsync(first);
        Assert.Equal(0, first.ExitCode);
        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task What_a_killed_run_has_left_running_is_ended_before_the_next_one_copies()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", Nap);
        using var first = _bench.Start(_bench.Job());
        await UntilAsleepAsync();
        MoveBench.Bash($"kill -KILL {first.Id}", _bench.Root); // the script alone
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        _bench.Wrap("rclone", "$REAL \"$@\"");

        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);

        Assert.Equal(string.Empty, _bench.Survivors());
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Theory]
    [InlineData(0, MoveExitCode.Busy)]
    [InlineData(3600, MoveExitCode.Done)]
    public async Task A_run_on_another_host_counts_as_alive_by_its_heartbeat(int age, MoveExitCode expected)
    {
        _bench.WritePlain();
        MoveBench.Bash($"mkdir -p owner; printf 'run-0 another-host 1 1\\n' > owner/run; touch -d '{age} seconds ago' heartbeat", Directory.CreateDirectory(_bench.Work).FullName);

        Assert.Equal(expected, await _bench.RunAsync());

        Assert.False(File.Exists(_bench.Error));
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_copying_and_says_so_and_the_next_one_goes_on()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", $"$REAL \"$@\"\n{Nap}");
        using var run = _bench.Start(_bench.Job());
        await UntilAsleepAsync();

        MoveBench.Bash($"kill -TERM {run.Id}", _bench.Root);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((int)MoveExitCode.Cancelled, run.ExitCode);
        Assert.Equal(new MoveError("cancelled", MoveExitCode.Cancelled, "run-1"), _bench.ReadError());
        Assert.Equal(string.Empty, _bench.Survivors());
        Assert.True(File.Exists(Path.Join(_bench.Staging, "one.tif")));
        _bench.AssertNothingIsLost();
        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task The_heartbeat_ends_with_the_script()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", Nap);
        using var run = _bench.Start(_bench.Job() with { HeartbeatInterval = TimeSpan.FromSeconds(1) });
        await UntilAsleepAsync();
        MoveBench.Bash($"kill -KILL {run.Id}; touch awake", _bench.Root);

        MoveBench.Bash("for i in {1..100}; do sleep 0.05; mapfile -t left < <(grep -lszF \"MICROSTATUS_MOVE_RUN=$1 \" /proc/[0-9]*/environ); ((${#left[@]})) || break; done; ((i < 100))", _bench.Root, _bench.Work);
    }

    [Fact]
    public async Task A_manifest_is_kept_for_the_next_run_while_the_source_is_the_same()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", "until grep -qs ' manifest ' $ROOT/jobs/work/the-move/journal; do sleep 0.02; done; kill -KILL -- -$MOVE_GROUP; sleep 1");
        await _bench.RunAsync();
        _bench.Unwrap();

        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);

        var journal = MoveJournalLine.Read(await File.ReadAllTextAsync(Path.Join(_bench.Work, MoveWork.Journal), TestContext.Current.CancellationToken));
        Assert.Equal(["run-1"], journal.Where(line => line.Step == "manifest").Select(line => line.RunId));
        Assert.Equal(
            ["started", "copying", "copied", "proving", "proven", "unchanged", "placing", "placed", "trashing", "trashed", "done"],
            journal.Where(line => line.RunId == "run-2").Select(line => line.Step));
    }

    private static void WrapToKill(MoveBench bench)
    {
        foreach (var command in Changing)
        {
            bench.Wrap(command, DieAt);
        }
    }

    private async Task UntilAsleepAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!File.Exists(Path.Join(_bench.Root, "asleep")))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), _bench.Log);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task WakeAsync(Process run)
    {
        await File.WriteAllTextAsync(Path.Join(_bench.Root, "awake"), string.Empty, TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}

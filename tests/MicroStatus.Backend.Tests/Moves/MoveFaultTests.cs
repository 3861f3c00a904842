using MicroStatus.Backend.Tests.Database;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>What goes wrong while a dataset is copied and put in its place.</summary>
public sealed class MoveFaultTests : IDisposable
{
    private const string Flip = "printf X | dd of=\"$STAGING/one.tif\" bs=1 conv=notrunc status=none; touch -r \"$SOURCE/one.tif\" \"$STAGING/one.tif\"";

    private readonly MoveBench _bench = new();

    public static TheoryData<string> WrongCopies => new(
        Flip,
        "truncate -s 1 \"$STAGING/one.tif\"",
        "rm \"$STAGING/layer000/two.tif\"",
        "printf x > \"$STAGING/layer000/three.tif\"",
        "rm \"$STAGING/one.tif\"; mkdir \"$STAGING/one.tif\"",
        "rm \"$STAGING/one.tif\"; ln -s layer000/two.tif \"$STAGING/one.tif\"",
        "mkfifo \"$STAGING/pipe\"",
        "mkdir \"$STAGING/more\"");

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(WrongCopies))]
    public async Task A_copy_that_went_wrong_once_is_put_right_in_the_same_run(string wrong)
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", $"$REAL \"$@\"\n[[ ! -e $ROOT/once ]] || exit 0\ntouch $ROOT/once\n{wrong}");

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task A_copy_that_is_wrong_again_and_again_is_never_given_its_name()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", $"$REAL \"$@\"; {Flip}");

        Assert.Equal(MoveExitCode.ProofFailed, await _bench.RunAsync());

        Assert.Equal("the copy is not what the manifest says, twice; the log names the first entries", _bench.ReadError().Reason);
        Assert.False(Directory.Exists(_bench.Destination));
        Assert.False(Directory.Exists(_bench.Trash) && Directory.EnumerateFileSystemEntries(_bench.Trash, "*.moved-*", SearchOption.AllDirectories).Any());
        _bench.AssertNothingIsLost();

        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task What_lies_in_staging_with_the_right_size_and_time_is_not_believed()
    {
        _bench.WritePlain();
        MoveBench.Bash("mkdir -p \"$2\" && printf 'two' > \"$2/one.tif\" && touch -r one.tif \"$2/one.tif\"", _bench.Source, _bench.Source, _bench.Staging);

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Theory]
    [InlineData("printf late > \"$SOURCE/late.tif\"")]
    [InlineData("printf One > \"$SOURCE/one.tif\"; touch -d @1700000000 \"$SOURCE/one.tif\"")]
    [InlineData("touch -r \"$SOURCE/one.tif\" $ROOT/time; printf One > \"$SOURCE/one.tif\"; touch -r $ROOT/time \"$SOURCE/one.tif\"")]
    [InlineData("cp -p \"$SOURCE/one.tif\" \"$SOURCE/1\"; mv -f \"$SOURCE/1\" \"$SOURCE/one.tif\"")]
    [InlineData("rm \"$SOURCE/layer000/two.tif\"")]
    [InlineData("mkdir \"$SOURCE/layer001\"")]
    [InlineData("chmod 600 \"$SOURCE/one.tif\"")]
    public async Task A_source_that_changes_while_it_is_copied_stays_and_moves_whole_in_the_next_run(string change)
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", $"$REAL \"$@\"\n{change}");

        Assert.Equal(MoveExitCode.SourceChanged, await _bench.RunAsync());

        Assert.Equal("the source has changed while it was copied; the log names the first entries", _bench.ReadError().Reason);
        Assert.False(Directory.Exists(_bench.Destination));
        _bench.Unwrap();
        _bench.Write("true");
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task A_file_that_comes_between_the_last_look_and_the_trash_is_not_lost()
    {
        _bench.WritePlain();
        _bench.Wrap("mv", "[[ ${*: -2:1} != \"$SOURCE\" ]] || printf late > \"$SOURCE/late.tif\"\n$REAL \"$@\"");

        Assert.Equal(MoveExitCode.SourceChanged, await _bench.RunAsync());

        Assert.Equal("the source changed while it was renamed into the trash; it was put back", _bench.ReadError().Reason);
        Assert.False(File.Exists(_bench.Entry() + ".trash_moved_at"));
        Assert.False(Directory.Exists(_bench.Destination));
        _bench.Unwrap();
        _bench.Write("test -s late.tif");
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task A_source_that_vanishes_while_it_is_copied_is_never_called_moved()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", "$REAL \"$@\"\n[[ $1 != copy ]] || mv \"$SOURCE\" $ROOT/elsewhere");

        Assert.Equal(MoveExitCode.SourceMissing, await _bench.RunAsync());

        Assert.False(File.Exists(_bench.Done));
        Assert.False(Directory.Exists(_bench.Destination));
    }

    [Fact]
    public async Task A_store_that_vanishes_while_the_dataset_is_copied_ends_the_run()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", "mv $ROOT/hive/Acquire $ROOT/hive/gone; $REAL \"$@\"");

        Assert.Equal(MoveExitCode.StoreAbsent, await _bench.RunAsync());

        MoveBench.Bash("rm -rf hive/Acquire; mv hive/gone hive/Acquire", _bench.Root);
        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task A_destination_without_room_is_refused_before_anything_is_copied()
    {
        using var disk = SmallDisk.Make(1024);
        using var bench = new MoveBench(Path.Join(disk.Path, "hive"));
        bench.Write("head -c 3000000 /dev/urandom > one.tif");

        Assert.Equal(MoveExitCode.NoRoom, await bench.RunAsync());

        Assert.StartsWith("the destination has no room: 3000000 bytes are needed, ", bench.ReadError().Reason, StringComparison.Ordinal);
        bench.AssertNothingIsLost();
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_copying_fails_the_run_and_not_the_next()
    {
        using var disk = SmallDisk.Make(8192);
        using var bench = new MoveBench(Path.Join(disk.Path, "hive"));
        bench.Write("head -c 3000000 /dev/urandom > one.tif; printf 2 > two.tif; ln -s one.tif link");
        bench.Wrap("rclone", $"head -c 7000000 /dev/zero > {disk.Path}/filler\n$REAL \"$@\"");

        Assert.Equal(MoveExitCode.NoRoom, await bench.RunAsync());
        Assert.StartsWith("the destination is full: ", bench.ReadError().Reason, StringComparison.Ordinal);
        bench.AssertNothingIsLost();

        bench.Unwrap();
        File.Delete(Path.Join(disk.Path, "filler"));
        Assert.True(await bench.RunAsync("run-2") == MoveExitCode.Done, bench.Log);
        bench.AssertMoved(bench.Destination, bench.Entry("run-2"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_hashed_ends_the_copy_at_once()
    {
        _bench.WritePlain();
        _bench.Wrap("b2sum", "until [[ -e $ROOT/copies ]]; do sleep 0.02; done; exit 1");
        _bench.Wrap("rclone", "touch $ROOT/copies; sleep 600; echo never > $ROOT/never");

        Assert.Equal(MoveExitCode.SourceMissing, await _bench.RunAsync());

        Assert.Equal("a file of the source could not be read, or is gone; the log says which", _bench.ReadError().Reason);
        Assert.Equal(string.Empty, _bench.Survivors());
        _bench.AssertNothingIsLost();
        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task A_copy_that_ends_badly_ends_the_hashing_too()
    {
        _bench.WritePlain();
        _bench.Wrap("b2sum", "touch $ROOT/hashes; sleep 600");
        _bench.Wrap("rclone", "until [[ -e $ROOT/hashes ]]; do sleep 0.02; done; exit 126");

        Assert.Equal(MoveExitCode.CopyFailed, await _bench.RunAsync());

        Assert.Equal("rclone did not end well: exit code 126", _bench.ReadError().Reason);
        Assert.Equal(string.Empty, _bench.Survivors());
        _bench.AssertNothingIsLost();
    }

    [Theory]
    [InlineData("mkdir \"$STAGING/more\"")]
    [InlineData("ln -s one.tif \"$STAGING/link\"")]
    [InlineData("printf late > \"$STAGING/late.tif\"")]
    [InlineData("cp -p \"$STAGING/one.tif\" \"$STAGING/1\"; mv -f \"$STAGING/1\" \"$STAGING/one.tif\"")]
    public async Task A_copy_that_changes_while_it_is_hashed_is_never_given_its_name(string change)
    {
        _bench.WritePlain();
        _bench.Wrap("b2sum", $"$REAL \"$@\" || exit 1\n[[ $PWD != \"$STAGING\" || -e $ROOT/once ]] || {{ touch $ROOT/once; {change}; }}");

        Assert.Equal(MoveExitCode.ProofFailed, await _bench.RunAsync());

        Assert.Equal("the copy was changed while it was hashed", _bench.ReadError().Reason);
        Assert.False(Directory.Exists(_bench.Destination));
        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task Files_that_rclone_leaves_out_are_copied_all_the_same()
    {
        _bench.Write(NastyTree.Bash);
        _bench.Wrap("rclone", "exit 1");

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        MoveBench.Bash(": > jobs/work/the-move/progress.log", _bench.Root);
        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task Without_hashes_a_failure_of_rclone_fails_the_move()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", "$REAL \"$@\"; exit 1");

        Assert.Equal(MoveExitCode.CopyFailed, await _bench.RunAsync(_bench.Job() with { Proof = MoveProof.Sizes }));

        Assert.Equal("rclone did not end well: exit code 1", _bench.ReadError().Reason);
        _bench.AssertNothingIsLost();
    }

    [Fact]
    public async Task A_dataset_that_is_back_in_its_place_is_not_called_moved_again()
    {
        _bench.WritePlain();
        await _bench.RunAsync();
        MoveBench.Bash("cp -a \"$1\" \"$2\"", _bench.Root, _bench.Destination, _bench.Source);

        Assert.Equal(MoveExitCode.Inconsistent, await _bench.RunAsync("run-2"));

        _bench.AssertNothingIsLost();
    }

    [Fact]
    public async Task A_destination_that_is_gone_after_the_move_is_not_called_moved_again()
    {
        _bench.WritePlain();
        await _bench.RunAsync();
        File.Delete(_bench.Done);
        Directory.Delete(_bench.Destination, recursive: true);

        Assert.Equal(MoveExitCode.Inconsistent, await _bench.RunAsync("run-2"));

        Assert.False(File.Exists(_bench.Done));
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Entry()));
    }
}

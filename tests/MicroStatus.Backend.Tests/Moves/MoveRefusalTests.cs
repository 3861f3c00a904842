using MicroStatus.Backend.Tests.Database;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>What a move refuses, with its reason, and what it leaves untouched then.</summary>
public sealed class MoveRefusalTests : IDisposable
{
    private readonly MoveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("mkfifo pipe", "neither a file, a folder nor a link (its type comes first): p ./pipe")]
    [InlineData("ln -s /etc/passwd absolute", "a link leaves the dataset: ./absolute -> /etc/passwd")]
    [InlineData("ln -s \"$PWD/one.tif\" absolute", "a link leaves the dataset: ./absolute -> ")]
    [InlineData("mkdir sub; ln -s ../../x sub/up", "a link leaves the dataset: ./sub/up -> ../../x")]
    [InlineData("ln -s sub/../.. up", "a link leaves the dataset: ./up -> sub/../..")]
    [InlineData("ln -s \"../${PWD##*/}/one.tif\" round", "a link leaves the dataset: ./round -> ../")]
    [InlineData("mkdir -p a/b; ln -s ../.. a/b/root; ln -s a/b/root/../../x through", "a link leaves the dataset through another link; it leads to ")]
    public async Task What_cannot_move_is_refused_before_anything_is_copied(string made, string reason)
    {
        _bench.WritePlain();
        _bench.Write(made);

        Assert.Equal(MoveExitCode.SourceRefused, await _bench.RunAsync());

        AssertRefused(MoveExitCode.SourceRefused, reason);
        Assert.False(Directory.Exists(_bench.DestinationParent));
    }

    [Fact]
    public async Task A_device_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may make a device.");
        _bench.WritePlain();
        _bench.Write("mknod device c 1 3");

        Assert.Equal(MoveExitCode.SourceRefused, await _bench.RunAsync());

        Assert.StartsWith("neither a file, a folder nor a link (its type comes first): c ./device", _bench.ReadError().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_dataset_is_refused()
    {
        _bench.Write("mkdir layer000");

        Assert.Equal(MoveExitCode.SourceRefused, await _bench.RunAsync());

        AssertRefused(MoveExitCode.SourceRefused, "the dataset is empty: there is no file in it");
    }

    [Fact]
    public async Task A_dataset_that_is_not_there_is_refused()
    {
        Directory.Delete(_bench.Source);

        Assert.Equal(MoveExitCode.SourceMissing, await _bench.RunAsync());

        Assert.Equal(new MoveError($"the source is not there, or is no folder: {_bench.Source}", MoveExitCode.SourceMissing, "run-1"), _bench.ReadError());
    }

    [Fact]
    public async Task A_link_in_the_datasets_place_is_refused()
    {
        _bench.WritePlain();
        Directory.Move(_bench.Source, _bench.Source + "2");
        Directory.CreateSymbolicLink(_bench.Source, _bench.Source + "2");

        Assert.Equal(MoveExitCode.SourceMissing, await _bench.RunAsync());
    }

    [Theory]
    [InlineData(true, "the source's store is not mounted: there is no ")]
    [InlineData(false, "the destination's store is not mounted: there is no ")]
    public async Task A_store_that_is_not_mounted_is_said_and_not_made(bool isSource, string reason)
    {
        _bench.WritePlain();
        var acquire = Path.Join(isSource ? _bench.Fast : _bench.Hive, "Acquire");
        Directory.Move(acquire, acquire + "-unmounted");

        Assert.Equal(MoveExitCode.StoreAbsent, await _bench.RunAsync());

        Assert.False(Directory.Exists(acquire));
        Directory.Move(acquire + "-unmounted", acquire);
        AssertRefused(MoveExitCode.StoreAbsent, reason + acquire);
    }

    [Fact]
    public async Task Without_the_moves_folder_an_absent_store_leaves_no_file_anywhere()
    {
        _bench.WritePlain();
        var job = _bench.Job() with { WorkFolder = Path.Join(_bench.Fast, "tmp/work/the-move"), Log = Path.Join(_bench.Fast, "tmp/the.log") };
        Directory.Move(Path.Join(_bench.Fast, "Acquire"), Path.Join(_bench.Root, "elsewhere"));

        Assert.Equal(MoveExitCode.StoreAbsent, await _bench.RunAsync(job));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Fast));
    }

    [Fact]
    public async Task A_destination_that_a_link_takes_out_of_its_store_is_refused()
    {
        _bench.WritePlain();
        var elsewhere = Directory.CreateDirectory(Path.Join(_bench.Root, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Path.Join(_bench.Hive, "Acquire/RSCM"), elsewhere);

        Assert.Equal(MoveExitCode.DestinationRefused, await _bench.RunAsync());

        AssertRefused(MoveExitCode.DestinationRefused, "the destination does not lie below ");
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task A_trash_entry_that_exists_is_left_alone_and_a_later_run_takes_its_own()
    {
        _bench.WritePlain();
        Directory.CreateDirectory(_bench.Entry());

        Assert.Equal(MoveExitCode.TrashRefused, await _bench.RunAsync());
        AssertRefused(MoveExitCode.TrashRefused, $"the trash entry exists already: {_bench.Entry()}");
        Assert.False(Directory.Exists(_bench.DestinationParent));

        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Entry()));
    }

    [Fact]
    public async Task A_trash_entry_that_comes_in_the_last_moment_is_not_replaced()
    {
        _bench.WritePlain();
        _bench.Wrap("mv", "[[ ${*: -1} != *.moved-* || ${*: -1} == *.writing ]] || [[ ${*: -1} == *.manifest || ${*: -1} == *.copy || ${*: -1} == *_at ]] || mkdir -- \"${@: -1}\"\n$REAL \"$@\"");

        Assert.Equal(MoveExitCode.TrashRefused, await _bench.RunAsync());
        Assert.Equal($"the source could not be renamed into the trash: {_bench.Entry()}", _bench.ReadError().Reason);
        Assert.False(File.Exists(_bench.Entry() + ".trash_moved_at"));
        _bench.AssertNothingIsLost();

        _bench.Unwrap();
        Assert.True(await _bench.RunAsync("run-2") == MoveExitCode.Done, _bench.Log);
        _bench.AssertMoved(_bench.Destination, _bench.Entry("run-2"));
    }

    [Fact]
    public async Task A_trash_on_another_file_system_is_refused()
    {
        using var disk = SmallDisk.Make(4096);
        _bench.WritePlain();
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Trash)!);
        MoveBench.Bash("mkdir -p \"$1\" && mount --bind \"$2\" \"$1\"", _bench.Root, _bench.Trash, disk.Path);
        try
        {
            Assert.Equal(MoveExitCode.TrashRefused, await _bench.RunAsync());
            Assert.StartsWith("the trash is on another file system than the source: ", _bench.ReadError().Reason, StringComparison.Ordinal);
        }
        finally
        {
            MoveBench.Bash("umount \"$1\"", _bench.Root, _bench.Trash);
        }

        _bench.AssertNothingIsLost();
    }

    [Fact]
    public async Task A_trash_on_another_mount_of_the_same_device_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a folder.");
        _bench.WritePlain();
        MoveBench.Bash("mkdir -p \"$1\" other && mount --bind other \"$1\"", _bench.Root, _bench.Trash);
        try
        {
            Assert.Equal(MoveExitCode.TrashRefused, await _bench.RunAsync());
            Assert.StartsWith("a rename from the source's folder into the trash is not possible: ", _bench.ReadError().Reason, StringComparison.Ordinal);
        }
        finally
        {
            MoveBench.Bash("umount \"$1\"", _bench.Root, _bench.Trash);
        }

        _bench.AssertNothingIsLost();
    }

    [Fact]
    public async Task Without_rclone_nothing_is_copied()
    {
        _bench.WritePlain();

        Assert.Equal(MoveExitCode.CopyFailed, await _bench.RunAsync(_bench.Job() with { CopyCommand = ["no-such-rclone"] }));

        AssertRefused(MoveExitCode.CopyFailed, "there is no no-such-rclone on this machine");
    }

    private void AssertRefused(MoveExitCode code, string reason)
    {
        var error = _bench.ReadError();
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal((code, "run-1"), (error.ExitCode, error.RunId));
        Assert.False(File.Exists(_bench.Done));
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Source));
        _bench.AssertNothingIsLost();
    }
}

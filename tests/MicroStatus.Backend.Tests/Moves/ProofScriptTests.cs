using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>The script that proves a copy which others have made, with the real tools.</summary>
public sealed class ProofScriptTests : IDisposable
{
    private const string Plain = "printf one > one.tif; mkdir -p layer000 empty; printf second > layer000/two.tif; ln -s layer000/two.tif link; ln one.tif hard; printf x > .microstatus.json";

    private static readonly string[] Changing = ["mv", "mkdir", "rm", "touch", "sync", "b2sum"];

    private readonly MoveBench _bench = new();

    // As the web page names it.
    private string Entry => Path.Join(_bench.Trash, Path.GetRelativePath(Path.Join(_bench.Fast, "Acquire"), _bench.Source));

    private string Marker => Entry + ".trash_moved_at";

    private string[] Marks => [Marker, Entry + MoveManifest.TrashEnding, Entry + MoveManifest.CopyEnding];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_equal_copy_marks_the_entry_and_both_listings_tell_what_is_there()
    {
        Move(NastyTree.Bash);

        Assert.True(await RunAsync() == MoveExitCode.Done, _bench.Log);

        AssertMarked();
        using var manifest = File.OpenRead(Entry + MoveManifest.TrashEnding);
        using var listing = File.OpenRead(Entry + MoveManifest.CopyEnding);
        var (told, copied) = (MoveManifest.Open(manifest, "manifest"), MoveManifest.Open(listing, "copy"));
        Assert.Equal(MoveProof.Hashes, told.Proof);
        var (entries, copies) = (told.Entries().ToList(), copied.Entries().ToList());
        Assert.Equal(entries.Select(entry => (entry.Kind, entry.Path, entry.Target, entry.Size)), copies.Select(entry => (entry.Kind, entry.Path, entry.Target, entry.Size)));
        Assert.All(entries.Where(entry => entry.Kind == EntryKind.File), entry => Assert.NotNull(entry.Hash));
    }

    [Fact]
    public async Task Times_and_permissions_do_not_count_since_the_web_page_may_not_keep_them()
    {
        Move(Plain);
        MoveBench.Bash("touch -d 2020-01-01 one.tif; chmod 600 layer000/two.tif", _bench.Destination);

        Assert.True(await RunAsync() == MoveExitCode.Done, _bench.Log);

        AssertMarked();
    }

    [Theory]
    [InlineData("copy", "printf two > one.tif", "not the same: hard, one.tif")]
    [InlineData("copy", "printf longer >> layer000/two.tif", "not the same: layer000/two.tif")]
    [InlineData("copy", "rm layer000/two.tif", "missing on Hive: layer000/two.tif")]
    [InlineData("copy", "rmdir empty", "missing on Hive: empty")]
    [InlineData("copy", "printf late > late.tif", "only on Hive: late.tif")]
    [InlineData("entry", "printf late > late.tif", "missing on Hive: late.tif")]
    [InlineData("copy", "ln -sfn one.tif link", "not the same: link")]
    [InlineData("copy", "rm link; cp one.tif link", "not the same: link")]
    [InlineData("copy", "rm one.tif; for i in 1 2 3 4 5 6 7; do : > n$i; done", "missing on Hive: one.tif; only on Hive: n1, n2, n3, n4, n5 and 2 more")]
    [InlineData("copy", "rm one.tif; : > $'a\\nb; \"c'", "missing on Hive: one.tif; only on Hive: a?b; \"c")]
    public async Task A_difference_is_told_by_name_and_nothing_is_marked(string side, string bash, string told)
    {
        Move(Plain);
        MoveBench.Bash(bash, side == "copy" ? _bench.Destination : Entry);
        var (entry, copy) = (MoveBench.Fingerprint(Entry), MoveBench.Fingerprint(_bench.Destination));

        Assert.Equal(MoveExitCode.ProofFailed, await RunAsync());

        Assert.Equal($"the copy is not what lies in the trash: {told}", _bench.ReadError().Reason);
        AssertUnmarked();
        Assert.Equal((entry, copy), (MoveBench.Fingerprint(Entry), MoveBench.Fingerprint(_bench.Destination)));
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("entry")]
    public async Task What_is_neither_file_folder_nor_link_is_never_proven(string side)
    {
        Move(Plain);
        MoveBench.Bash("mkfifo pipe", side == "copy" ? _bench.Destination : Entry);

        Assert.Equal(MoveExitCode.ProofFailed, await RunAsync());

        Assert.Contains("pipe", _bench.ReadError().Reason, StringComparison.Ordinal);
        AssertUnmarked();
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("entry")]
    public async Task A_file_that_changes_while_it_is_hashed_proves_nothing_until_the_next_run(string side)
    {
        Move(Plain);
        var file = ShellWord.Quote(Path.Join(side == "copy" ? _bench.Destination : Entry, "one.tif"));
        _bench.Wrap("b2sum", $"\"$REAL\" \"$@\"; [[ $PWD != {ShellWord.Quote(side == "copy" ? _bench.Destination : Entry)} ]] || printf changed > {file}");

        Assert.Equal(MoveExitCode.SourceChanged, await RunAsync());

        AssertUnmarked();
        _bench.Unwrap();
        Assert.Equal(MoveExitCode.ProofFailed, await RunAsync("run-2"));
        AssertUnmarked();
    }

    [Fact]
    public async Task A_folder_that_only_has_the_name_of_the_entry_is_not_looked_at()
    {
        Move(Plain);
        var inode = Inode();
        MoveBench.Bash("mv \"$1\" \"$1.away\"; cp -a \"$2\" \"$1\"", _bench.Root, Entry, _bench.Destination);

        Assert.Equal(MoveExitCode.SourceMissing, await RunAsync("run-1", inode));

        AssertUnmarked();
    }

    [Fact]
    public async Task An_entry_that_is_taken_out_meanwhile_leaves_no_marks_behind()
    {
        Move(Plain);
        var inode = Inode();
        _bench.Wrap("mv", $"[[ ${{@: -1}} != *.trash_moved_at ]] || \"$REAL\" {ShellWord.Quote(Entry)} {ShellWord.Quote(_bench.Source)}; exec \"$REAL\" \"$@\"");

        Assert.Equal(MoveExitCode.SourceMissing, await RunAsync("run-1", inode));

        AssertUnmarked();
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Source));
    }

    [Theory]
    [InlineData("hive/Acquire")]
    [InlineData("fast/Acquire")]
    public async Task A_store_that_is_not_there_is_no_difference(string store)
    {
        Move(Plain);
        Directory.Move(Path.Join(_bench.Root, store), Path.Join(_bench.Root, "away"));

        Assert.Equal(MoveExitCode.StoreAbsent, await RunAsync());

        AssertUnmarked();
    }

    [Fact]
    public async Task A_later_run_does_not_hash_the_entry_again_as_long_as_nothing_of_it_has_changed()
    {
        Move(Plain);
        Directory.Move(_bench.Destination, _bench.Destination + ".away");
        Assert.Equal(MoveExitCode.DestinationRefused, await RunAsync());
        Directory.Move(_bench.Destination + ".away", _bench.Destination);
        MoveBench.Bash("rm layer000/two.tif", _bench.Destination);
        Assert.Equal(MoveExitCode.ProofFailed, await RunAsync("run-2"));
        MoveBench.Bash("cp -a \"$1\" layer000", _bench.Destination, Path.Join(Entry, "layer000/two.tif"));
        _bench.Wrap("b2sum", $"[[ $PWD != {ShellWord.Quote(Entry)} ]] || exit 1; exec \"$REAL\" \"$@\"");

        Assert.True(await RunAsync("run-3") == MoveExitCode.Done, _bench.Log);

        AssertMarked();
    }

    [Fact]
    public async Task A_run_after_the_end_only_says_so_again()
    {
        Move(Plain);
        Assert.Equal(MoveExitCode.Done, await RunAsync());
        var written = File.GetLastWriteTimeUtc(Marker);
        File.Delete(_bench.Done);
        _bench.Wrap("b2sum", "exit 1");

        Assert.True(await RunAsync("run-2") == MoveExitCode.Done, _bench.Log);

        AssertMarked();
        Assert.Equal(written, File.GetLastWriteTimeUtc(Marker));
    }

    /// <summary>Every command that changes something is a place where the run dies.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task Killed_at_any_command_the_next_run_proves_the_copy_and_no_marker_stands_without_its_manifest(string when)
    {
        for (var at = 1; ; at += 3)
        {
            using var bench = new ProofScriptTests();
            bench.Move(Plain);
            foreach (var command in Changing)
            {
                bench._bench.Wrap(command, MoveResumptionTests.DieAt);
            }

            var environment = new Dictionary<string, string> { ["KILL_AT"] = at.ToString(CultureInfo.InvariantCulture), ["KILL_WHEN"] = when };
            using var run = bench._bench.Start("run-1", bench.Script("run-1", bench.Inode()), environment);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (run.ExitCode == 0)
            {
                Assert.True(at > 20, $"only {at} commands were seen\n{bench._bench.Log}");
                bench.AssertMarked();
                break;
            }

            Assert.True(!File.Exists(bench.Marker) || bench.Marks.All(File.Exists), bench._bench.Log);
            bench._bench.Unwrap();
            Assert.True(await bench.RunAsync("run-2") == MoveExitCode.Done, $"killed {when} command {at}\n{bench._bench.Log}");
            bench.AssertMarked();
        }
    }

    [Fact]
    public void Shellcheck_has_nothing_to_say()
    {
        Assert.SkipUnless(MoveBench.IsThere("shellcheck"), "The program shellcheck is not on PATH.");
        var path = Path.Join(_bench.Root, "script.sh");
        File.WriteAllText(path, Script("run-1", 1));

        // 2016: $FILE is split's; 2034: what only a move needs; 2317: 0.9 does not see that functions are called through another.
        Assert.Equal(string.Empty, MoveBench.Bash("shellcheck -e SC2016,SC2034,SC2317 \"$1\" || true", _bench.Root, path));
    }

    [Fact]
    public void Whoever_asks_for_less_than_hashes_or_for_a_folder_outside_the_trash_gets_no_script()
    {
        Assert.Equal("MoveJobInvalid", Assert.Throws<StatusException>(() => ProofJobScript.Write(Job("run-1") with { Proof = MoveProof.Sizes }, 1)).ErrorId);
        Assert.Equal("MoveJobInvalid", Assert.Throws<StatusException>(() => ProofJobScript.Write(Job("run-1") with { Source = _bench.Source }, 1)).ErrorId);
    }

    // What the web page does: a copy, and the source into the trash under its own name.
    private void Move(string bash)
    {
        _bench.Write(bash);
        MoveBench.Bash("mkdir -p \"${2%/*}\" \"${3%/*}\"; cp -a \"$1\" \"$2\"; mv -T \"$1\" \"$3\"", _bench.Root, _bench.Source, _bench.Destination, Entry);
    }

    private MoveJob Job(string run) => _bench.Job(run) with { MoveId = "verify_00012_1", Source = Entry, TrashEntry = Entry };

    private string Script(string run, ulong inode) => ProofJobScript.Write(Job(run), inode);

    private ulong Inode() => ulong.Parse(MoveBench.Bash("stat -c %i -- \"$1\"", _bench.Root, Entry), CultureInfo.InvariantCulture);

    private Task<MoveExitCode> RunAsync(string run = "run-1") => RunAsync(run, Inode());

    private async Task<MoveExitCode> RunAsync(string run, ulong inode)
    {
        using var process = _bench.Start(run, Script(run, inode));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (MoveExitCode)process.ExitCode;
    }

    private void AssertMarked()
    {
        Assert.All(Marks, mark => Assert.True(File.Exists(mark), _bench.Log));
        Assert.Equal(_bench.Destination + "\n", File.ReadAllText(_bench.Done));
        Assert.False(File.Exists(_bench.Error), _bench.Log);
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(Entry));
        Assert.Equal([.. Marks.Append(Entry).Order(StringComparer.Ordinal)], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Entry)!).Order(StringComparer.Ordinal));
    }

    private void AssertUnmarked()
    {
        Assert.DoesNotContain(Marks, File.Exists);
        Assert.False(File.Exists(_bench.Done), _bench.Log);
    }
}

using MicroStatus.Acquisition;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

public sealed class MoveScriptTests : IDisposable
{
    private readonly MoveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_dataset_with_names_links_and_folders_of_every_kind_moves_as_it_is()
    {
        _bench.Write(NastyTree.Bash);

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
        Assert.Equal("3\n3\n", MoveBench.Bash("stat -c %h sub/h sub2/deep/hard", _bench.Destination));
    }

    [Fact]
    public async Task The_manifest_tells_every_entry_with_its_hash()
    {
        _bench.Write(NastyTree.Bash);
        await _bench.RunAsync();

        using var stream = File.OpenRead(Path.Join(_bench.Work, MoveWork.Manifest));
        var manifest = MoveManifest.Open(stream, "the manifest");
        var entries = manifest.Entries().ToList();

        Assert.Equal(MoveProof.Hashes, manifest.Proof);
        var count = MoveBench.Bash("find . -printf . | wc -c", _bench.Destination).Trim();
        Assert.Equal(count, entries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(string.Empty, entries[0].Path);
        var file = Assert.Single(entries, entry => entry.Path == "sub/h");
        Assert.Equal((EntryKind.File, 1L, 3L, 981173106L, 123456789), (file.Kind, file.Size, file.Links, file.ModifiedSeconds, file.ModifiedNanoseconds));
        Assert.Equal(MoveBench.Bash("b2sum --length=256 < sub/h", _bench.Destination)[..64], file.Hash);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, entries.Single(entry => entry.Path == "empty/inner").Permission);
        Assert.Equal("a b//c", entries.Single(entry => entry.Path == "blanks").Target);
        Assert.True(entries.Single(entry => entry.Path == "sparse") is { Size: (3 << 20) + 1, Blocks: < 1000 });
        Assert.Contains(entries, entry => entry.PathBytes.Span.SequenceEqual((ReadOnlySpan<byte>)[.. "bad"u8, 0xff, 0xfe, .. "utf"u8]));
    }

    [Fact]
    public async Task The_source_is_hashed_while_it_is_copied()
    {
        _bench.WritePlain();
        _bench.Wrap("b2sum", "until [[ -e $ROOT/copies ]]; do sleep 0.02; done; $REAL \"$@\"");
        _bench.Wrap("rclone", "touch $ROOT/copies; until grep -qs ' manifest ' $ROOT/jobs/work/the-move/journal; do sleep 0.02; done; $REAL \"$@\"");

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task A_move_that_is_done_says_so_again_and_does_nothing_else()
    {
        _bench.WritePlain();
        await _bench.RunAsync();
        File.Delete(_bench.Done);

        Assert.Equal(MoveExitCode.Done, await _bench.RunAsync("run-2"));

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
        var journal = MoveJournalLine.Read(await File.ReadAllTextAsync(Path.Join(_bench.Work, MoveWork.Journal), TestContext.Current.CancellationToken));
        Assert.Equal(["started"], journal.Where(line => line.RunId == "run-2").Select(line => line.Step));
    }

    [Fact]
    public async Task A_destination_that_exists_is_left_alone_and_the_next_number_is_taken()
    {
        _bench.WritePlain();
        Directory.CreateDirectory(_bench.Destination);
        await File.WriteAllTextAsync(_bench.Destination + "_2", "a file", TestContext.Current.CancellationToken);

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination + "_3", _bench.Entry());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Destination));
        Assert.Equal("a file", await File.ReadAllTextAsync(_bench.Destination + "_2", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_another_move_has_claimed_is_not_taken()
    {
        _bench.WritePlain();
        var claim = Path.Join(_bench.DestinationParent, $".{MoveBench.DatasetName}.claimed");
        Directory.CreateDirectory(claim);
        await File.WriteAllTextAsync(Path.Join(claim, "move"), "another\n", TestContext.Current.CancellationToken);

        Assert.True(await _bench.RunAsync() == MoveExitCode.Done, _bench.Log);

        Directory.Delete(claim, recursive: true);
        _bench.AssertMoved(_bench.Destination + "_2", _bench.Entry());
    }

    [Fact]
    public async Task With_sizes_as_the_proof_nothing_is_hashed_and_the_manifest_says_so()
    {
        _bench.Write(NastyTree.Bash);
        _bench.Wrap("b2sum", "exit 1");

        Assert.True(await _bench.RunAsync(_bench.Job() with { Proof = MoveProof.Sizes }) == MoveExitCode.Done, _bench.Log);

        _bench.Unwrap();
        _bench.AssertMoved(_bench.Destination, _bench.Entry());
        using var stream = File.OpenRead(_bench.Entry() + MoveManifest.TrashEnding);
        var manifest = MoveManifest.Open(stream, "the manifest");
        Assert.Equal(MoveProof.Sizes, manifest.Proof);
        Assert.All(manifest.Entries(), entry => Assert.Null(entry.Hash));
    }

    [Fact]
    public async Task An_empty_dataset_moves_when_that_is_allowed()
    {
        _bench.Write("mkdir layer000");

        Assert.True(await _bench.RunAsync(_bench.Job() with { AllowsEmpty = true }) == MoveExitCode.Done, _bench.Log);

        _bench.AssertMoved(_bench.Destination, _bench.Entry());
    }

    [Fact]
    public async Task Settings_of_a_person_for_rclone_change_nothing()
    {
        _bench.WritePlain();
        using var run = _bench.Start(_bench.Job(), new Dictionary<string, string> { ["RCLONE_EXCLUDE"] = "*.tif", ["RCLONE_DRY_RUN"] = "true" });
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        _bench.AssertMoved(_bench.Destination, _bench.Entry());
        Assert.DoesNotContain("cp takes them", _bench.Log, StringComparison.Ordinal);
    }
}

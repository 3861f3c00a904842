using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

// The same script the other way round: the source stays, and only the wanted name will do.
public sealed class KeptSourceScriptTests : IDisposable
{
    private readonly MoveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_source_that_is_kept_is_copied_whole_and_stays_as_it_is()
    {
        _bench.Write(NastyTree.Bash);

        Assert.True(await _bench.RunAsync(Job()) == MoveExitCode.Done, _bench.Log);

        AssertCopied();
        Assert.True(await _bench.RunAsync(Job("run-2")) == MoveExitCode.Done, _bench.Log);
        AssertCopied();
    }

    [Fact]
    public async Task Something_at_the_destination_is_refused_and_left_alone()
    {
        _bench.WritePlain();
        Directory.CreateDirectory(_bench.Destination);

        Assert.Equal(MoveExitCode.DestinationRefused, await _bench.RunAsync(Job()));

        Assert.StartsWith("something is at the destination already", _bench.ReadError().Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Destination));
        Assert.Equal([_bench.Destination], Directory.EnumerateFileSystemEntries(_bench.DestinationParent));
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Source));
        Assert.False(File.Exists(_bench.Done));
    }

    [Fact]
    public async Task Something_that_takes_the_name_while_it_is_copied_is_left_alone_too()
    {
        _bench.WritePlain();
        _bench.Wrap("rclone", $"mkdir -p {ShellWord.Quote(_bench.Destination)}; exec \"$REAL\" \"$@\"");

        Assert.Equal(MoveExitCode.DestinationRefused, await _bench.RunAsync(Job()));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Destination));
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Source));
        Directory.Delete(_bench.Destination);
        _bench.Unwrap();
        Assert.True(await _bench.RunAsync(Job("run-2")) == MoveExitCode.Done, _bench.Log);
        AssertCopied();
    }

    private MoveJob Job(string run = "run-1") => _bench.Job(run) with { KeepsSource = true, OnlyName = true, TrashRoot = string.Empty, TrashEntry = string.Empty };

    private void AssertCopied()
    {
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Source));
        Assert.Equal(_bench.Original, MoveBench.Fingerprint(_bench.Destination));
        Assert.Equal(_bench.Destination + "\n", File.ReadAllText(_bench.Done));
        Assert.Equal([_bench.Destination], Directory.EnumerateFileSystemEntries(_bench.DestinationParent));
        Assert.False(Directory.Exists(_bench.Trash));
        Assert.False(File.Exists(_bench.Error));
    }
}

using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Moves.Job;

namespace MicroStatus.Core.Tests.Moves.Job;

public class MoveManifestTests
{
    private const string Head = "microstatus-manifest 1 blake2b-256|";
    private const string Root = "- d 0 1795392323.8059510590 0 7 3 0 2775 .|";
    private const string Hash = "d01c06cb09606bc4b2cedf4266a3a20e1e636b467cb77a9dbed595094e02ea46";
    private const string File = Hash + " f 10 -86401.5000000000 1795392323.8059510590 8 1 8 644 ./a b|";
    private const string Link = "- l 4 0.0000000000 0.0000000000 9 1 0 777 ./x//y//z|";

    [Fact]
    public void Every_field_is_read()
    {
        var entries = Read(Head + Root + File + Link + "end 3 10|");

        Assert.Equal(["", "a b", "x"], entries.Select(entry => entry.Path));
        Assert.Equal([EntryKind.Folder, EntryKind.File, EntryKind.Link], entries.Select(entry => entry.Kind));
        Assert.Equal([null, Hash, null], entries.Select(entry => entry.Hash));
        Assert.Equal([null, null, "y//z"], entries.Select(entry => entry.Target));
        Assert.Equal((1795392323L, 805951059), (entries[0].ModifiedSeconds, entries[0].ModifiedNanoseconds));
        Assert.Equal((10L, 8UL, 1L, 8L), (entries[1].Size, entries[1].Inode, entries[1].Links, entries[1].Blocks));
        Assert.Equal((-86401L, 500000000), (entries[1].ModifiedSeconds, entries[1].ModifiedNanoseconds));
        Assert.True(entries[0].Permission.HasFlag(UnixFileMode.SetGroup | UnixFileMode.OtherExecute));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    [InlineData("microstatus-manifest 2 blake2b-256|end 0 0|")]
    [InlineData("microstatus-manifest 1 blake2b-256")]
    [InlineData(Head)]
    [InlineData(Head + Root)]
    [InlineData(Head + Root + "end 2 0|")]
    [InlineData(Head + Root + "end 1 1|")]
    [InlineData(Head + Root + "end 1 0")]
    [InlineData(Head + Root + "end 1 0|more|")]
    [InlineData(Head + "- d 0 1.0000000000 0 7 3 0 2775|end 1 0|")]
    [InlineData(Head + "- d 0 1.0000000000 0 7 3 0 2775 elsewhere|end 1 0|")]
    [InlineData(Head + "- d 0 1.0000000000 0 7 3 0 2775 ./|end 1 0|")]
    [InlineData(Head + "- p 0 1.0000000000 0 7 3 0 775 ./pipe|end 1 0|")]
    [InlineData(Head + "abc f 0 1.0000000000 0 7 3 0 775 ./x|end 1 0|")]
    [InlineData(Head + "- f -1 1.0000000000 0 7 3 0 775 ./x|end 1 0|")]
    [InlineData(Head + "- f 0 1 0 7 3 0 775 ./x|end 1 0|")]
    [InlineData(Head + "- f 0 1.0000000000 0 7 3 0 778 ./x|end 1 0|")]
    [InlineData(Head + "- l 0 1.0000000000 0 7 3 0 777 ./x|end 1 0|")]
    public void A_damaged_manifest_is_refused(string content)
    {
        var error = Assert.Throws<StatusException>(() => Read(content));

        Assert.Equal("MoveManifestInvalid", error.ErrorId);
        Assert.StartsWith("the manifest is not a usable manifest of a move: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_without_any_record_does_not_fill_the_memory()
    {
        using var stream = new MemoryStream(new byte[8 << 20].Select(_ => (byte)'x').ToArray());

        Assert.Equal("MoveManifestInvalid", Assert.Throws<StatusException>(() => MoveManifest.Open(stream, "the manifest")).ErrorId);
        Assert.True(stream.Position < 4 << 20);
    }

    [Fact]
    public void Records_across_the_readers_buffer_are_whole()
    {
        var content = new StringBuilder(Head + Root);
        for (var i = 0; i < 5000; i++)
        {
            content.Append("- f 1 0.0000000000 0.0000000000 9 1 0 664 ./").Append('n', i % 300).Append('-').Append(i).Append('|');
        }

        var entries = Read(content + "end 5001 5000|");

        Assert.Equal(5001, entries.Count);
        Assert.Equal(new string('n', 4999 % 300) + "-4999", entries[^1].Path);
    }

    private static List<MoveManifestEntry> Read(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content.Replace('|', '\0')));
        return [.. MoveManifest.Open(stream, "the manifest").Entries()];
    }
}

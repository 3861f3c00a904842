using MicroStatus.Backend.Usage;

namespace MicroStatus.Backend.Tests.Usage;

public sealed class TransmitLogFileTests : IDisposable
{
    private const UnixFileMode GroupWrite = UnixFileMode.GroupWrite;

    private readonly string _root = Directory.CreateTempSubdirectory("transmit").FullName;
    private readonly TransmitLogFile _log = new();

    private string File2026 => Path.Join(_root, "logs/2026/20260914.txt");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Lines_are_added_at_the_end_of_a_file_that_the_group_may_write()
    {
        _log.Append(File2026, "one ü\n");
        File.AppendAllText(File2026, "another program's\n");
        _log.Append(File2026, "two\n");
        Assert.Equal("one ü\nanother program's\ntwo\n", File.ReadAllText(File2026));
        Assert.True(File.GetUnixFileMode(File2026).HasFlag(GroupWrite));
        Assert.True(File.GetUnixFileMode(Path.GetDirectoryName(File2026)!).HasFlag(GroupWrite));
        Assert.True(File.GetUnixFileMode(Path.Join(_root, "logs")).HasFlag(GroupWrite));
    }

    [Fact]
    public async Task Entries_of_many_are_never_mixed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                _log.Append(File2026, $"{new string((char)('a' + writer), 300)}\n{new string((char)('a' + writer), 50)}\n");
            }
        })));
        var lines = await File.ReadAllLinesAsync(File2026, TestContext.Current.CancellationToken);
        Assert.Equal(1600, lines.Length);
        Assert.All(lines.Chunk(2), entry => Assert.Equal((300, 50, 1), (entry[0].Length, entry[1].Length, string.Concat(entry).Distinct().Count())));
    }

    [Fact]
    public void Folders_of_a_store_that_is_not_mounted_are_not_made()
    {
        var file = Path.Join(_root, "store/Iana/logs/2026/20260914.txt");
        Assert.ThrowsAny<IOException>(() => _log.Append(file, "x\n"));
        Assert.False(Directory.Exists(Path.Join(_root, "store")));
    }

    [Fact]
    public void A_folder_in_the_file_s_place_is_an_error()
    {
        Directory.CreateDirectory(File2026);
        Assert.Contains("cannot be written", Assert.Throws<IOException>(() => _log.Append(File2026, "x\n")).Message, StringComparison.Ordinal);
    }
}

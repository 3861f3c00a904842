using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Backend.Tests.Database;
using MicroStatus.Backend.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

public sealed class TiffFolderTests : IDisposable
{
    private static readonly byte[] Sound = DemoTiff.Write(big: false, 6, 4, 0.65, [new ushort[24]]);

    private readonly TemporaryFolder _folder = new();
    private readonly TiffHeaderReader _reader = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_heads_of_a_folders_files_are_those_of_the_files_one_by_one_in_the_order_asked_for()
    {
        _folder.Write("sound.tif", Sound);
        _folder.Write("short.tif", Sound[..^3]);
        _folder.Write("empty.tif", []);
        _folder.Write("ü 'it'\n\U0001F52C.tif", Sound);
        Directory.CreateDirectory(Path.Join(_folder.FullName, "folder.tif"));
        string[] names = ["short.tif", "sound.tif", "empty.tif", "ü 'it'\n\U0001F52C.tif", "folder.tif"];

        var headers = _reader.ReadFolder(_folder.FullName, names, TestContext.Current.CancellationToken);

        Assert.Equal(names.Select(name => _reader.Read(Path.Join(_folder.FullName, name))), headers.Select(header => header!.Value));
        Assert.Equal([false, true, false, true, false], headers.Select(header => header!.Value.IsSound));
    }

    [Fact]
    public void A_file_that_is_gone_has_no_head_and_the_others_have_theirs()
    {
        _folder.Write("a.tif", Sound);
        _folder.Write("c.tif", Sound);

        var headers = _reader.ReadFolder(_folder.FullName, ["a.tif", "b.tif", "c.tif"], TestContext.Current.CancellationToken);

        Assert.Equal([true, false, true], headers.Select(header => header is not null));
    }

    [Fact]
    public void A_folder_that_is_gone_is_an_error_of_its_own() =>
        Assert.Throws<DirectoryNotFoundException>(
            () => _reader.ReadFolder(Path.Join(_folder.FullName, "gone"), ["a.tif"], TestContext.Current.CancellationToken));

    [Fact]
    public void A_file_that_refuses_access_is_named_with_its_folder()
    {
        var path = _folder.Write("a.tif", Sound);
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
        File.SetUnixFileMode(path, UnixFileMode.None);

        OrdinaryUser.Run(() =>
        {
            var refusal = Assert.Throws<UnauthorizedAccessException>(() => _reader.ReadFolder(_folder.FullName, ["a.tif"], CancellationToken.None));
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Reading_a_folder_stops_between_two_files()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => _reader.ReadFolder(_folder.FullName, ["a.tif"], stop.Token));
    }
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Storage;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Processing;
using MicroStatus.Processing.MesoSpim;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>lab.md §4: a zip of all .zattrs, .zgroup, .zarray and zarr.json inside a group, proven before it has its name.</summary>
public sealed class MetadataBackupTests : IDisposable
{
    private readonly CheckLab _lab = new();

    private string Place => Path.Join(_lab.MesoSpim, "klimstra-w/5CL18/KC34");

    private string Group => Path.Join(Place, "KC34.ome.zarr");

    private string Zip => Path.Join(Group, "metadata_backup.zip");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task The_zip_holds_all_metadata_and_nothing_else_with_their_hashes()
    {
        await SettledAsync();
        await RunAsync(new VerifiedFiles());
        using var zip = await ZipFile.OpenReadAsync(Zip, CheckLab.Cancellation);
        Assert.Equal(
            [".zattrs", ".zgroup", "MANIFEST.json", "tile0/.zattrs", "tile0/.zgroup", "tile0/0/.zarray", "tile1/0/zarr.json", "tile1/zarr.json"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        await using var content = await zip.GetEntry("MANIFEST.json")!.OpenAsync(CheckLab.Cancellation);
        using var manifest = await JsonDocument.ParseAsync(content, default, CheckLab.Cancellation);
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(7, files.Count);
        Assert.All(files, file => Assert.Equal(64, file.GetProperty("sha256").GetString()!.Length));
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'metadata-backup'"));
        Assert.Equal(UnixFileMode.GroupWrite, File.GetUnixFileMode(Zip) & UnixFileMode.GroupWrite);
        await RunAsync(new VerifiedFiles());
        Assert.Single(_lab.Query("SELECT 1 FROM intent"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_zip_that_is_not_what_was_written_never_gets_its_name(bool isCut)
    {
        await SettledAsync();
        var error = await Assert.ThrowsAsync<StatusException>(() => RunAsync(new HarmedFiles(isCut)));
        Assert.Equal("MetadataBackupFailed", error.ErrorId);
        Assert.Empty(Directory.EnumerateFiles(Group, "*.zip").Concat(Directory.EnumerateFiles(Group, "*.tmp")));
        Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent WHERE kind = 'metadata-backup'"));
    }

    [Fact]
    public async Task Something_else_under_the_name_is_left_as_it_is()
    {
        await SettledAsync();
        _lab.Write(Zip, "no zip");
        var error = await Assert.ThrowsAsync<StatusException>(() => RunAsync(new VerifiedFiles()));
        Assert.Equal("MetadataBackupInvalid", error.ErrorId);
        Assert.Equal("no zip", await File.ReadAllTextAsync(Zip, CheckLab.Cancellation));
    }

    [Fact]
    public async Task A_group_without_metadata_is_told_and_not_zipped()
    {
        await SettledAsync();
        foreach (var file in Directory.EnumerateFiles(Group, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("0.0", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        Assert.Equal("MetadataBackupRefused", (await Assert.ThrowsAsync<StatusException>(() => RunAsync(new VerifiedFiles()))).ErrorId);
        Assert.False(File.Exists(Zip));
    }

    [Theory]
    [InlineData(true, "Done")]
    [InlineData(false, "NotDone")]
    public async Task What_a_kill_left_open_is_settled_by_the_zip(bool isWritten, string state)
    {
        await SettledAsync();
        await RunAsync(new VerifiedFiles());
        _lab.Sql("UPDATE intent SET state = 'Open'");
        if (!isWritten)
        {
            File.Delete(Zip);
        }

        await RunAsync(new VerifiedFiles(), isSettling: true);
        Assert.Equal([state], _lab.Query("SELECT state FROM intent"));
    }

    [Fact]
    public async Task A_dataset_on_its_way_is_left_alone()
    {
        await SettledAsync();
        _lab.Sql("UPDATE dataset SET moving = 1");
        Assert.Equal("DatasetMoving", (await Assert.ThrowsAsync<StatusException>(() => RunAsync(new VerifiedFiles()))).ErrorId);
    }

    private async Task SettledAsync()
    {
        _lab.AddTile(Place, 0);
        await _lab.CheckAsync();
        foreach (var (path, content) in (ReadOnlySpan<(string, string)>)[
            (".zattrs", "{}"), (".zgroup", "{\"zarr_format\":2}"), ("tile0/.zattrs", "{\"a\":1}"), ("tile0/.zgroup", "{}"), ("tile0/0/.zarray", "{}"), ("tile0/0/0.0", "chunk"),
            ("tile1/zarr.json", "{\"node_type\":\"group\"}"), ("tile1/0/zarr.json", "{\"node_type\":\"array\"}"), ("tile1/0/c/0/0.0", "chunk"), ("readme.txt", "x")])
        {
            _lab.Write(Path.Join(Group, path), content);
        }
    }

    private async Task RunAsync(IVerifiedFiles files, bool isSettling = false)
    {
        await using var session = await ActingSession.OpenAsync(_lab.Backend, _lab.Settings, "node1", TimeSpan.Zero, CheckLab.Cancellation);
        var backup = new MetadataBackup(TrashTools.Of(_lab.Backend, _lab.Settings, session.Database, session.Gate), files);
        if (isSettling)
        {
            backup.Settle(applied => Assert.Null(applied.Error), (intent, e) => Assert.Fail($"{intent.What} {e}"));
            return;
        }

        backup.CarryOut(
            new ProcessingSubject { Row = _lab.Row("KC34"), Folder = Place, FolderOnHive = "/h20/Acquire/x" },
            new ProcessingAct.BackUpMetadata(Group, Zip) { What = "Backs up the metadata of KC34.ome.zarr." },
            CheckLab.Cancellation);
    }

    /// <summary>A store that harms what is written to it: cuts it, or changes a byte of a file in the zip.</summary>
    private sealed class HarmedFiles(bool isCut) : IVerifiedFiles
    {
        private readonly VerifiedFiles _inner = new();

        public void Write(string path, Action<Stream> write, Action<Stream> verify) => _inner.Write(
            path,
            stream =>
            {
                using var memory = new MemoryStream();
                write(memory);
                var bytes = memory.ToArray();
                if (isCut)
                {
                    bytes = bytes[..^20];
                }
                else
                {
                    using var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true);
                    zip.GetEntry("tile0/.zattrs")!.Delete();
                    using (var entry = zip.CreateEntry("tile0/.zattrs").Open())
                    {
                        entry.Write(Encoding.UTF8.GetBytes("{\"a\":2}"));
                    }

                    zip.Dispose();
                    bytes = memory.ToArray();
                }

                stream.Write(bytes);
            },
            verify);

        public Stream? Open(string path) => _inner.Open(path);
    }
}

using System.Diagnostics;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Trash;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

public sealed class DataFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("folders-").FullName;
    private readonly DataFolders _folders = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_tree_is_deleted_and_what_its_links_lead_to_stays()
    {
        Bash("mkdir -p doomed/a/b other closed; echo x > other/kept; printf 12345678 > doomed/a/b/file; ln -s ../../other doomed/a/link; ln -s ../other/kept doomed/kept; mkfifo doomed/pipe");
        Bash("printf y > doomed/$'not\\xffutf8\\n'; mkdir doomed/readonly; touch doomed/readonly/x; chmod 555 doomed/readonly");
        var deletion = Delete("doomed");
        Assert.True(deletion.IsComplete);
        Assert.Equal(10, deletion.Entries);
        Assert.True(deletion.Freed > 0);
        Assert.False(Directory.Exists(Path.Join(_root, "doomed")));
        Assert.Equal("x\n", File.ReadAllText(Path.Join(_root, "other/kept")));
    }

    [Fact]
    public void A_deletion_that_is_ended_goes_on_later()
    {
        Bash("mkdir doomed; for i in {1..20}; do touch doomed/$i; done");
        var left = 5;
        Assert.False(_folders.Delete(At("doomed"), () => left-- > 0, TestContext.Current.CancellationToken).IsComplete);
        Assert.True(Directory.Exists(Path.Join(_root, "doomed")));
        Assert.True(Delete("doomed").IsComplete);
        Assert.True(Delete("doomed") is { IsComplete: true, Entries: 0 });
    }

    [Fact]
    public void A_folder_on_the_way_that_became_a_link_is_not_followed()
    {
        Bash("mkdir -p elsewhere/entry; touch elsewhere/entry/x; ln -s elsewhere way");
        Assert.Throws<IOException>(() => Delete("way/entry"));
        Assert.Throws<IOException>(() => _folders.Rename(At("way/entry"), At("entry"), InodeOf("elsewhere/entry")));
        Assert.True(File.Exists(Path.Join(_root, "elsewhere/entry/x")));
    }

    [Fact]
    public void A_link_in_the_place_of_a_tree_is_deleted_itself()
    {
        Bash("mkdir real; touch real/x; ln -s real link");
        Assert.Equal(1, Delete("link").Entries);
        Assert.True(File.Exists(Path.Join(_root, "real/x")));
    }

    [Fact]
    public void Nothing_outside_the_root_is_touched() =>
        Assert.Throws<IOException>(() => _folders.Delete(new RootedPath(Path.Join(_root, "a"), Path.Join(_root, "b")), () => true, TestContext.Current.CancellationToken));

    [Fact]
    public void A_rename_never_replaces_anything()
    {
        Bash("mkdir from to; echo 1 > file; echo 2 > taken");
        Assert.Throws<IOException>(() => _folders.Rename(At("from"), At("to"), InodeOf("from")));
        Assert.Throws<IOException>(() => _folders.Rename(At("file"), At("taken"), InodeOf("file")));
        Assert.Equal("2\n", File.ReadAllText(Path.Join(_root, "taken")));
        Assert.True(_folders.Rename(At("from"), At("to/from"), InodeOf("from")));
        Assert.True(_folders.Rename(At("file"), At("to/file"), InodeOf("file")));
        Assert.Equal("1\n", File.ReadAllText(Path.Join(_root, "to/file")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_the_file_system_cannot_refuse_a_claim_does(bool isFolder)
    {
        Bash("mkdir from; touch from/x; echo 1 > file");
        using var folder = FolderCalls.Open(null, Encoding.UTF8.GetBytes(_root), 0x10000).File!;
        var from = Encoding.UTF8.GetBytes(isFolder ? "from" : "file");
        Assert.Equal(0, FolderCalls.Open(folder, "taken"u8, 1 | FolderCalls.Create | FolderCalls.Exclusive, 0x1B4) is ({ } file, 0) ? Closed(file) : 1);
        Assert.Equal(FolderCalls.Exists, DataFolders.RenameOverClaim(folder, from, folder, "taken"u8.ToArray(), isFolder));
        Assert.Equal(0, DataFolders.RenameOverClaim(folder, from, folder, "new"u8.ToArray(), isFolder));
        Assert.True(Path.Exists(Path.Join(_root, isFolder ? "new/x" : "new")));
    }

    [Fact]
    public void Something_else_in_its_place_is_not_renamed()
    {
        Bash("mkdir one two");
        Assert.False(_folders.Rename(At("one"), At("three"), InodeOf("two")));
        Assert.False(_folders.Rename(At("gone"), At("three"), InodeOf("two")));
        Assert.True(Directory.Exists(Path.Join(_root, "one")));
    }

    [Fact]
    public void A_folder_tells_what_is_in_it()
    {
        Bash("mkdir -p data/a; printf 123 > data/a/f; ln -s a/f data/link");
        using var folder = _folders.Open(Path.Join(_root, "data"))!;
        Assert.Equal(["a", "a/f", "link"], folder.Walk(TestContext.Current.CancellationToken).Select(found => Encoding.UTF8.GetString(found.PathBytes.Span)).Order(StringComparer.Ordinal));
        Assert.Equal((EntryKind.File, 3L), (folder.Find("a/f"u8)!.Value.Kind, folder.Find("a/f"u8)!.Value.Size));
        Assert.Equal("a/f"u8.ToArray(), folder.ReadLink("link"u8));
        Assert.Null(folder.Find("b"u8));
        Assert.Null(folder.OpenFile("b"u8));
        Assert.Throws<IOException>(() => folder.OpenFile("link"u8));
        Assert.Null(_folders.Open(Path.Join(_root, "data/link")));
        Assert.Null(_folders.Open(Path.Join(_root, "nothing")));
    }

    [Fact]
    public void A_change_of_a_file_shows_in_its_stamp()
    {
        Bash("printf 123 > f; touch -d 2020-01-01 f");
        using var folder = _folders.Open(_root)!;
        var before = folder.Find("f"u8);
        Bash("printf 321 > f; touch -d 2020-01-01 f");
        var after = folder.Find("f"u8);
        Assert.Equal(before!.Value with { Changed = 0 }, after!.Value with { Changed = 0 });
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_hash_is_that_of_the_manifests()
    {
        using var content = new MemoryStream("abc"u8.ToArray());
        Assert.Equal("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319", await new FileHashes().HashAsync(content, TestContext.Current.CancellationToken));
    }

    private FolderDeletion Delete(string name) => _folders.Delete(At(name), () => true, TestContext.Current.CancellationToken);

    private RootedPath At(string name) => new(_root, Path.Join(_root, name));

    private ulong InodeOf(string name)
    {
        using var folder = _folders.Open(_root)!;
        return folder.Find(Encoding.UTF8.GetBytes(name))!.Value.Inode;
    }

    private static int Closed(IDisposable file)
    {
        file.Dispose();
        return 0;
    }

    private void Bash(string text)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", text]) { WorkingDirectory = _root })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

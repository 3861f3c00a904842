using System.Globalization;
using System.Text;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Moves;
using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>The trash of a lab on disk, with manifests and listings as the moves' scripts write them.</summary>
public sealed class TrashStepTests : IDisposable
{
    private const string Relative = "RSCM/klimstra-w/5CL18/8257_stack1";

    private readonly CheckLab _lab = new();

    private string Trash => _lab.Settings.Storage.FastStore.TrashPath;

    private string Copy => Path.Join(_lab.Root, "hive", "Acquire", Relative);

    private string Entry => Path.Join(Trash, Relative + ".moved-00001-20260901000000");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task An_entry_goes_when_its_time_is_over_and_its_copy_is_what_was_moved()
    {
        await MovedAsync();
        await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
        _lab.Advance((72 * 60) + 1);
        var report = await _lab.CheckAsync();
        AssertGone();
        Assert.Contains(report.Changes, change => change.What == "trash");
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'trash-delete'"));
        Assert.True(File.Exists(Path.Join(Copy, "layer/two.tif")));
    }

    [Theory]
    [InlineData("printf SECOND > \"$copy/layer/two.tif\"", "its content has changed")]
    [InlineData("printf longer..... > \"$copy/layer/two.tif\"", "has 11 bytes, not 6")]
    [InlineData("rm \"$copy/one.tif\"", "has no one.tif any more")]
    [InlineData("rm -r \"$copy\"", "Its copy is not at")]
    [InlineData("ln -sfT elsewhere \"$copy/link\"", "leads elsewhere now")]
    [InlineData("rm -r \"$copy/layer\"; ln -s /tmp \"$copy/layer\"", "a link, not a folder")]
    [InlineData("touch \"$entry/late.tif\"", "came after the move")]
    [InlineData("printf changed > \"$entry/one.tif\"", "was changed after the move")]
    [InlineData("rm \"$entry.manifest\"", "no usable manifest")]
    [InlineData("truncate -s -10 \"$entry.manifest\"", "Its manifest is damaged")]
    public async Task What_is_not_proven_stays_and_is_told(string harm, string reason)
    {
        await MovedAsync();
        Bash(harm);
        _lab.Advance(80 * 60);
        var report = await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
        Assert.Contains(report.Problems, problem => problem.Step == CheckStep.Trash && problem.Text.Contains(reason, StringComparison.Ordinal));
        Assert.Empty(_lab.Query("SELECT 1 FROM intent WHERE kind = 'trash-delete'"));
    }

    [Theory]
    [InlineData("cp -p \"$copy/one.tif\" \"$copy/x\" && mv \"$copy/x\" \"$copy/one.tif\"")]
    [InlineData("rm \"$entry.copy\"")]
    [InlineData("printf garbage > \"$entry.copy\"")]
    [InlineData("touch \"$copy/more.tif\"")]
    public async Task A_file_that_may_have_been_written_is_read_again(string change)
    {
        await MovedAsync();
        Bash(change);
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        AssertGone();
    }

    [Fact]
    public async Task An_entry_without_a_marker_is_left_alone_always()
    {
        await MovedAsync();
        File.Delete(Entry + ".trash_moved_at");
        _lab.Advance(365 * 24 * 60);
        await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
    }

    [Fact]
    public async Task A_published_file_is_followed()
    {
        await MovedAsync();
        var before = Stamp(Path.Join(Copy, "one.tif"));
        var target = Path.Join(_lab.Root, "hive/Public/one.tif");
        Bash("mkdir -p \"$copy/../../../../../Public\"; mv \"$copy/one.tif\" \"$copy/../../../../../Public/one.tif\"");
        var after = Stamp(target);
        _lab.Sql(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO file_relocation (dataset_id, old_path, new_path, kind, inode, size, modified, changed_before, changed_after, moved, why)
            VALUES (1, '{Copy}/one.tif', '{target}', 'File', {after.Inode}, {after.Size}, {after.Modified}, {before.Changed}, {after.Changed}, '2026-09-01T00:00:00.0000000Z', 'Published.')
            """));
        _lab.Backend.FileHashes = new NoHashes();
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        AssertGone();
    }

    [Fact]
    public async Task Sizes_alone_are_trusted_later()
    {
        await MovedAsync(MoveProof.Sizes);
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        AssertGone();
    }

    [Fact]
    public async Task Without_Hive_nothing_of_a_move_goes()
    {
        await MovedAsync();
        Directory.Move(Path.Join(_lab.Root, "hive", "Acquire"), Path.Join(_lab.Root, "away"));
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_only_looks_deletes_nothing_and_tells_what_would_go(bool isWhatIf)
    {
        await MovedAsync();
        _lab.Advance(80 * 60);
        if (!isWhatIf)
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        }

        var report = await _lab.CheckAsync(isWhatIf);
        Assert.True(Directory.Exists(Entry));
        Assert.Contains(report.Changes, change => change.What == "trash");
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
    }

    [Fact]
    public async Task An_emergency_empties_what_is_proven_and_says_how_much_it_freed()
    {
        await MovedAsync();
        _lab.Backend.Volumes.Fill(_lab.Fast, 96);
        await _lab.CheckAsync();
        AssertGone();
        Assert.Contains(MessageKind.TrashEmptied, _lab.Messages());
    }

    [Fact]
    public async Task What_a_kill_left_half_deleted_is_finished_and_what_it_left_whole_is_proven_anew()
    {
        await MovedAsync();
        _lab.Advance(80 * 60);
        _lab.Backend.DataFolders = new DyingFolders(renames: 1, deletions: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.CheckAsync());
        Assert.False(Directory.Exists(Entry));
        _lab.Backend.DataFolders = new Backend.Trash.DataFolders();
        await _lab.CheckAsync();
        AssertGone();
        Assert.Equal(["Done"], _lab.Query("SELECT state FROM intent WHERE kind = 'trash-delete'"));
    }

    [Fact]
    public async Task A_kill_before_the_rename_changes_nothing()
    {
        await MovedAsync();
        _lab.Advance(80 * 60);
        _lab.Backend.DataFolders = new DyingFolders(renames: 0, deletions: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.CheckAsync());
        Assert.True(Directory.Exists(Entry));
        Bash("rm \"$copy/one.tif\"");
        _lab.Backend.DataFolders = new Backend.Trash.DataFolders();
        await _lab.CheckAsync();
        Assert.True(Directory.Exists(Entry));
        Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent WHERE kind = 'trash-delete'"));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task A_cleaned_up_product_goes_while_what_justified_it_opens(bool isNamed, bool opens, bool goes)
    {
        var entry = Path.Join(Trash, Relative + "/composites.cleanup-00001-20260901000000");
        var product = Path.Join(Copy, "x.ims");
        _lab.Write(Path.Join(entry, "c.tif"), "x");
        _lab.Write(entry + ".trash_moved_at", string.Empty);
        _lab.Write(product, "x");
        if (isNamed)
        {
            _lab.Write(entry + ".product", product + "\n");
        }

        _lab.Backend.Imaris = new AnyImaris(opens);
        _lab.Advance(80 * 60);
        await _lab.CheckAsync();
        Assert.Equal(goes, !Directory.Exists(entry));
    }

    private void AssertGone()
    {
        Assert.False(Directory.Exists(Entry));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Entry)!));
    }

    // A move that has ended, with a manifest and a listing of the copy, as the script leaves them.
    private async Task MovedAsync(MoveProof proof = MoveProof.Hashes)
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1");
        await _lab.CheckAsync();
        Directory.Delete(Path.Join(_lab.Fast, "Acquire", Relative), recursive: true);
        _lab.Sql($"UPDATE dataset SET moved = 1, imaging_status = 'finished', processing_status = 'finished', path_on_hive = '{Copy}'");
        foreach (var folder in (string[])[Entry, Copy])
        {
            _lab.Write(Path.Join(folder, "one.tif"), "one");
            _lab.Write(Path.Join(folder, "layer/two.tif"), "second");
            File.CreateSymbolicLink(Path.Join(folder, "link"), "one.tif");
        }

        Bash(List("entry", proof == MoveProof.Hashes ? "blake2b-256" : "none") + " > \"$entry.manifest\"");
        Bash(List("copy", "none") + " > \"$entry.copy\"");
        Bash("touch \"$entry.trash_moved_at\"");
    }

    private static string List(string folder, string proof) => $$"""
        { printf '%s\0' 'microstatus-manifest 1 {{proof}}'
          cd "${{folder}}"; find . | LC_ALL=C sort | while read -r path; do
            hash=-; if [[ {{proof}} != none && -f $path && ! -L $path ]]; then hash=$(b2sum --length=256 < "$path" | cut -c -64); fi
            find "$path" -maxdepth 0 \( -type f -printf "$hash f %s %T@ %C@ %i %n %b %m %p\0" \) -o \( -type d -printf '- d 0 %T@ 0 %i %n 0 %m %p\0' \) -o -printf '- l %s %T@ %C@ %i %n %b %m %p//%l\0'
          done
          printf 'end 5 9\0'; }
        """;

    private MicroStatus.Trash.FileStamp Stamp(string path)
    {
        using var folder = _lab.Backend.DataFolders.Open(Path.GetDirectoryName(path)!)!;
        return folder.Find(Encoding.UTF8.GetBytes(Path.GetFileName(path)))!.Value;
    }

    private void Bash(string text) => MoveBench.Bash($"entry={ShellWord.Quote(Entry)}; copy={ShellWord.Quote(Copy)}; {text}", _lab.Root);
}

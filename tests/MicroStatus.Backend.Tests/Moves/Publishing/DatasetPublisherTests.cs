using System.Globalization;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Database;
using MicroStatus.Backend.Tests.Trash;
using MicroStatus.Backend.Trash;
using MicroStatus.Checks;
using MicroStatus.Moves.Publishing;

namespace MicroStatus.Backend.Tests.Moves.Publishing;

public sealed class DatasetPublisherTests : IDisposable
{
    private const string Name = "8257_stack1";
    private const string Relative = "RSCM/klimstra-w/5CL18/" + Name;

    private readonly CheckLab _lab = new();

    private string Public => Path.Join(_lab.Root, "hive/Public");

    private string Job => Path.Join(_lab.Root, "hive/Acquire", Relative, "composites_RSCM_v0.1/job_7");

    private string Built => Path.Join(Job, "composites_RSCM_v0.1_job_7.ims");

    private string Note => Path.Join(Job, "imaris_file_moved_to_public.txt");

    private string Goal => Path.Join(Public, "klimstra-w/5CL18", Name, "composites_RSCM_v0.1_job_7.ims");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task The_file_itself_is_renamed_and_its_record_fits_it()
    {
        await MovedAsync();
        var before = Stamp(Built);
        await PublishAsync();
        AssertPublished();
        var after = Stamp(Goal);
        Assert.Equal(before with { Changed = 0 }, after with { Changed = 0 });
        Assert.Equal(
            [string.Create(CultureInfo.InvariantCulture, $"{Built}|{Goal}|{after.Inode}|{before.Changed}|{after.Changed}")],
            _lab.Query("SELECT old_path, new_path, inode, changed_before, changed_after FROM file_relocation"));
        Assert.Equal("PublishRefused", (await Assert.ThrowsAsync<StatusException>(PublishAsync)).ErrorId);
    }

    [Theory]
    [InlineData("taken", "PublishDestinationExists")]
    [InlineData("broken", "ImarisFileBroken")]
    [InlineData("link", "PublishRefused")]
    [InlineData("no folder", "PublishRefused")]
    [InlineData("folder is a link", "PublishRefused")]
    public async Task What_may_not_be_published_stays_where_it_is(string harm, string error)
    {
        await MovedAsync();
        Harm(harm);
        Assert.Equal(error, (await Assert.ThrowsAsync<StatusException>(PublishAsync)).ErrorId);
        Assert.True(File.Exists(Built));
        Assert.False(File.Exists(Note));
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
        Assert.False(_lab.Row(Name).Public);
    }

    [Fact]
    public async Task A_publishing_that_was_cut_off_before_the_rename_was_not_done()
    {
        await MovedAsync();
        _lab.Backend.DataFolders = new DyingFolders(renames: 0, deletions: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(PublishAsync);
        _lab.Backend.DataFolders = new DataFolders();
        await _lab.CheckAsync();
        Assert.True(File.Exists(Built));
        Assert.Equal(["NotDone"], _lab.Query("SELECT state FROM intent"));
        _lab.Advance(1);
        await PublishAsync();
        Assert.True(File.Exists(Goal));
    }

    [Fact]
    public async Task A_public_folder_on_another_file_system_is_refused_since_nothing_is_copied_there()
    {
        await MovedAsync();
        using var disk = SmallDisk.Make(kilobytes: 64);
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Publish = _lab.Settings.Moves.Publish with { Root = disk.Path } } };
        Directory.CreateDirectory(Path.Join(disk.Path, "klimstra-w"));
        var error = await Assert.ThrowsAsync<StatusException>(PublishAsync);
        Assert.Equal("PublishRefused", error.ErrorId);
        Assert.Contains("lies on another file system than", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Built));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(disk.Path, "klimstra-w")));
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
    }

    [Theory]
    [InlineData("", 0, true)]
    [InlineData("somebody's", 0, false)]
    [InlineData("", -120, false)]
    public async Task An_empty_file_that_a_cut_off_publishing_reserved_its_name_with_is_taken_away_and_no_other(string content, double minutes, bool isOurs)
    {
        await MovedAsync();
        _lab.Backend.DataFolders = new DyingFolders(renames: 0, deletions: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(PublishAsync);
        _lab.Backend.DataFolders = new DataFolders();
        _lab.Write(Goal, content);
        File.SetLastWriteTimeUtc(Goal, _lab.Clock.GetUtcNow().UtcDateTime.AddMinutes(minutes));
        _lab.Advance(1);
        if (isOurs)
        {
            await PublishAsync();
            AssertPublished();
        }
        else
        {
            Assert.Equal("PublishDestinationExists", (await Assert.ThrowsAsync<StatusException>(PublishAsync)).ErrorId);
            Assert.Equal(content, await File.ReadAllTextAsync(Goal, CheckLab.Cancellation));
            Assert.True(File.Exists(Built));
        }
    }

    [Fact]
    public async Task A_publishing_that_was_cut_off_after_the_rename_is_finished_by_the_next_check()
    {
        await MovedAsync();
        _lab.Backend.FileActs = new DyingActs();
        await Assert.ThrowsAsync<InvalidOperationException>(PublishAsync);
        Assert.True(File.Exists(Goal));
        Assert.False(_lab.Row(Name).Public);
        _lab.Backend.FileActs = new FileActs();
        await _lab.CheckAsync();
        AssertPublished();
        Assert.Equal(["0"], _lab.Query("SELECT changed_after FROM file_relocation")); // nobody saw the rename: the proof reads the file again
        await _lab.CheckAsync();
        Assert.Single(_lab.Query("SELECT 1 FROM file_relocation"));
    }

    [Fact]
    public async Task A_check_publishes_what_has_moved()
    {
        await MovedAsync(isOurs: true);
        var report = await _lab.CheckAsync();
        AssertPublished();
        Assert.Contains(report.Changes, change => change.What == "published");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_that_may_not_act_tells_what_it_would_publish_and_writes_nothing(bool isWhatIf)
    {
        await MovedAsync(isOurs: true);
        if (!isWhatIf)
        {
            _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = MicroStatus.Database.CheckMode.Observe } };
        }

        var shared = _lab.SharedTables();
        var report = await _lab.CheckAsync(isWhatIf);
        Assert.Equal([(Built, Goal)], report.Changes.Where(change => change.What == "published").Select(change => (change.From, change.To)));
        Harm("taken");
        Assert.Contains((await _lab.CheckAsync(isWhatIf)).Problems, problem => problem.Step == CheckStep.Moves && problem.Text.Contains(Goal, StringComparison.Ordinal));

        Assert.True(File.Exists(Built));
        Assert.False(File.Exists(Note));
        Assert.Equal(shared, _lab.SharedTables());
        Assert.Empty(_lab.Query("SELECT 1 FROM intent"));
        Assert.Empty(_lab.Query("SELECT 1 FROM dataset_event WHERE kind = 'published'"));
        Assert.DoesNotContain(MicroStatus.Messages.MessageKind.PublishFailed, _lab.Messages(Name));
    }

    [Fact]
    public async Task A_check_announces_once_what_it_could_not_publish_and_tries_again_the_next_day()
    {
        await MovedAsync(isOurs: true);
        Harm("taken");
        var report = await _lab.CheckAsync();
        Assert.Contains(report.Problems, problem => problem.Step == CheckStep.Moves && problem.Text.Contains(Goal, StringComparison.Ordinal));
        Assert.DoesNotContain((await _lab.CheckAsync()).Problems, problem => problem.Step == CheckStep.Moves);
        _lab.Advance((24 * 60) + 1);
        await _lab.CheckAsync();
        Assert.Single(_lab.Messages(Name), kind => kind == MicroStatus.Messages.MessageKind.PublishFailed);
        File.Delete(Goal);
        _lab.Advance((24 * 60) + 1);
        await _lab.CheckAsync();
        AssertPublished();
    }

    [Fact]
    public async Task A_check_leaves_alone_what_was_moved_before_the_take_over_and_pis_without_a_folder()
    {
        await MovedAsync(isOurs: true);
        _lab.Sql("UPDATE dataset_move SET ended = '2020-01-01T00:00:00.0000000Z'; INSERT OR REPLACE INTO monitor_note (name, value) VALUES ('monitor.since', '2026-01-01T00:00:00.0000000Z')");
        await _lab.CheckAsync();
        Assert.True(File.Exists(Built));
        _lab.Sql("UPDATE dataset_move SET ended = '2099-01-01T00:00:00.0000000Z'");
        Harm("no folder");
        Assert.DoesNotContain((await _lab.CheckAsync()).Problems, problem => problem.Step == CheckStep.Moves);
        Assert.True(File.Exists(Built));
        Assert.DoesNotContain(MicroStatus.Messages.MessageKind.PublishFailed, _lab.Messages(Name));
    }

    private void Harm(string harm)
    {
        switch (harm)
        {
            case "taken":
                _lab.Write(Goal, "other");
                break;
            case "broken":
                _lab.Backend.Imaris = new AnyImaris(opens: false);
                break;
            case "link":
                Directory.CreateDirectory(Path.Join(_lab.Root, "elsewhere"));
                File.CreateSymbolicLink(Path.Join(Public, "klimstra-w/5CL18"), Path.Join(_lab.Root, "elsewhere"));
                break;
            case "folder is a link":
                Directory.Move(Path.Join(Public, "klimstra-w"), Path.Join(_lab.Root, "elsewhere"));
                File.CreateSymbolicLink(Path.Join(Public, "klimstra-w"), Path.Join(_lab.Root, "elsewhere"));
                break;
            default:
                Directory.Delete(Path.Join(Public, "klimstra-w"));
                break;
        }
    }

    private async Task MovedAsync(bool isOurs = false)
    {
        _lab.Settings = _lab.Settings with { Moves = _lab.Settings.Moves with { Publish = _lab.Settings.Moves.Publish with { Root = Public }, Folder = Path.Join(_lab.Fast, "move_jobs") } };
        var source = _lab.AddRscm("klimstra-w/5CL18/" + Name, imaged: 2);
        await _lab.SettleAsync();
        var copy = Path.Join(_lab.Root, "hive/Acquire", Relative);
        _lab.Rename(source, copy);
        _lab.Write(Built, "an Imaris file");
        Directory.CreateDirectory(Path.Join(Public, "klimstra-w"));
        _lab.Backend.Imaris = new AnyImaris(opens: true);
        _lab.Sql($"UPDATE dataset SET moved = 1, processing_status = 'finished', path_on_hive = '{copy}'");
        _lab.SeenLongAgo();
        if (isOurs)
        {
            _lab.Sql($"""
                INSERT INTO dataset_move (dataset_id, name, source, destination, state, origin, proof, run_id, runs, tries, job_name, begun, ended)
                VALUES (1, '{Name}', '{source}', '{copy}', 'Moved', 'Check', 'Hashes', 'run1', 1, 1, 'move_00001', '2026-01-01T00:00:00.0000000Z', '2099-01-01T00:00:00.0000000Z')
                """);
        }
    }

    private Task PublishAsync() => new PublishDesk(_lab.Backend, _lab.Settings, "node1").PublishAsync(1, "ann", CheckLab.Cancellation);

    private void AssertPublished()
    {
        Assert.False(File.Exists(Built));
        Assert.Equal("an Imaris file", File.ReadAllText(Goal));
        Assert.Equal(Goal + "\n", File.ReadAllText(Note));
        var row = _lab.Row(Name);
        Assert.Equal((true, Goal), (row.Public, row.ImarisFilePath));
        Assert.Equal("Done", _lab.Query("SELECT state FROM intent WHERE kind = 'publish'")[^1]);
        Assert.Equal([Goal], _lab.Query("SELECT new_value FROM dataset_event WHERE kind = 'published'"));
    }

    private MicroStatus.Trash.FileStamp Stamp(string path)
    {
        using var folder = new DataFolders().Open(Path.GetDirectoryName(path)!)!;
        return folder.Find(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path)))!.Value;
    }
}

using System.Globalization;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;
using MicroStatus.Processing;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>lab.md §9: parts of a dataset become one entry of the trash, by renames, and are found, proven and deleted as any other.</summary>
public class TrashDepositTests
{
    private static readonly string[] Gone =
        ["composites/a.tif=raw a", "composites/job_1/b.tif=job b", "composites/job_1/deep/c.tif=job c", "composites/job_1/link=link", "composites/x.ome.zarr/0/0.0=chunk"];

    [Fact]
    public async Task What_is_discarded_becomes_one_entry_that_tells_what_it_is_and_why()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.True(await lab.RoundAsync(lab.Composites));
        var entry = Assert.Single(lab.Entries(TrashKind.Cleanup));
        Assert.Equal(Gone, lab.Contents(entry));
        Assert.Equal(lab.Product + "\n", await File.ReadAllTextAsync(entry + ".product", CheckLab.Cancellation));
        Assert.True(File.Exists(entry + ".trash_moved_at"));
        Assert.Equal(["composites/job_2/all.ims=imaris"], lab.Contents(lab.Place).Where(file => file.StartsWith("composites", StringComparison.Ordinal)));
        Assert.Equal(["Done"], lab.Lab.Query("SELECT state FROM intent WHERE kind = 'discard'"));
        Assert.Equal(["The Imaris file opens. 3 files, 15 bytes, not counting OME-Zarr groups."], lab.Lab.Query("SELECT why FROM dataset_event WHERE kind = 'trash'"));

        await using var stream = File.OpenRead(entry + ".manifest");
        var manifest = MoveManifest.Open(stream, "manifest");
        Assert.Equal(MoveProof.Sizes, manifest.Proof);
        Assert.Equal(
            ["", "composites/a.tif", "composites/job_1", "composites/job_1/b.tif", "composites/job_1/deep", "composites/job_1/deep/c.tif", "composites/job_1/link", "composites/x.ome.zarr"],
            manifest.Entries().Select(told => told.Path));

        var listed = Assert.Single(await lab.TrashAsync());
        Assert.Equal((1L, TrashKind.Cleanup, DepositLab.Relative, false), (listed.Id!.Value, listed.Kind, listed.RelativePath, listed.IsDue));
        Assert.Equal(TimeSpan.FromDays(3), listed.Due - listed.MovedAt);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_clean_up_is_deleted_for_good_only_when_its_product_opens(bool opens, bool goes)
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.True(await lab.RoundAsync(lab.Composites));
        lab.Lab.Backend.Imaris = new AnyImaris(opens);
        lab.Lab.Advance((72 * 60) + 5);
        Assert.Equal(goes, Assert.Single(await lab.TrashAsync()).MayGo);
        await lab.Lab.CheckAsync();
        Assert.Equal(goes, lab.Entries(TrashKind.Cleanup).Count == 0);
        Assert.Equal(goes ? 0 : 4, Directory.EnumerateFileSystemEntries(lab.TrashFolder).Count());
    }

    [Fact]
    public async Task A_colour_is_deleted_for_good_by_time_alone()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.True(await lab.RoundAsync(lab.Colour));
        lab.Lab.Backend.Imaris = new AnyImaris(opens: false);
        lab.Lab.Advance(71 * 60);
        await lab.Lab.CheckAsync();
        Assert.Single(lab.Entries(TrashKind.Channel));
        lab.Lab.Advance(25 * 60);
        await lab.Lab.CheckAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(lab.TrashFolder));
    }

    [Fact]
    public async Task Two_acts_in_one_second_are_two_entries()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.True(await lab.RoundAsync(lab.Composites with { Paths = ["composites/a.tif"] }));
        Assert.True(await lab.RoundAsync(lab.Composites with { Paths = ["composites/job_1", "composites/job_1/b.tif"] }));
        Assert.Equal(2, lab.Entries(TrashKind.Cleanup).Count);
        Assert.Equal(["composites/a.tif=raw a", "composites/job_1/b.tif=job b"], lab.Entries(TrashKind.Cleanup).SelectMany(lab.Contents).Order(StringComparer.Ordinal).Take(2));
    }

    [Fact]
    public async Task What_is_not_there_any_more_is_nothing_to_do()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.True(await lab.RoundAsync(lab.Composites));
        Assert.True(await lab.RoundAsync(lab.Composites));
        Assert.Single(lab.Entries(TrashKind.Cleanup));
        Assert.Single(lab.Lab.Query("SELECT 1 FROM intent WHERE kind = 'discard'"));
    }

    [Theory]
    [InlineData("../8257_stack2", "DiscardPathInvalid")]
    [InlineData("composites/../../x", "DiscardPathInvalid")]
    [InlineData("/etc", "DiscardPathInvalid")]
    [InlineData("composites//a.tif", "DiscardPathInvalid")]
    [InlineData("", "DiscardPathInvalid")]
    [InlineData("out", "DiscardPathInvalid")]
    [InlineData("out/hosts", "DiscardPathInvalid")]
    [InlineData("composites/job_1/link", "DiscardPathInvalid")]
    [InlineData("composites", "DiscardProductMissing")]
    [InlineData("composites/job_2/all.ims", "DiscardProductMissing")]
    public async Task A_path_that_may_not_go_is_refused(string path, string error)
    {
        using var lab = await new DepositLab().SettledAsync();
        File.CreateSymbolicLink(Path.Join(lab.Place, "out"), "/etc");
        await AssertRefusedAsync(lab, lab.Composites with { Paths = ["composites/a.tif", path] }, error);
    }

    [Theory]
    [InlineData("UPDATE dataset SET moving = 1", "DatasetMoving")]
    [InlineData("UPDATE dataset SET moved = 1", "DatasetMoved")]
    [InlineData("UPDATE dataset SET path_on_fast_store = '/elsewhere/x'", "DiscardPlaceUnknown")]
    public async Task A_dataset_that_is_elsewhere_or_on_its_way_is_left_alone(string sql, string error)
    {
        using var lab = await new DepositLab().SettledAsync();
        lab.Lab.Sql(sql);
        await AssertRefusedAsync(lab, lab.Composites, error);
    }

    [Fact]
    public async Task Without_a_product_that_opens_nothing_is_cleaned_up()
    {
        using var lab = await new DepositLab().SettledAsync();
        await AssertRefusedAsync(lab, lab.Composites with { Product = null }, "DiscardProductMissing");
        lab.Lab.Backend.Imaris = new AnyImaris(opens: false);
        await AssertRefusedAsync(lab, lab.Composites, "DiscardProductMissing");
        File.Delete(lab.Product);
        await AssertRefusedAsync(lab, lab.Composites, "DiscardProductMissing");
    }

    [Fact]
    public async Task A_trash_on_another_file_system_takes_nothing()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system to write to.");
        using var lab = await new DepositLab().SettledAsync();
        var other = Path.Join("/dev/shm", Path.GetFileName(lab.Lab.Root));
        Directory.CreateDirectory(Path.Join(other, "autodelete"));
        try
        {
            Directory.CreateSymbolicLink(Path.Join(lab.Lab.Fast, "trash"), other);
            await AssertRefusedAsync(lab, lab.Composites, "TrashOnOtherFileSystem");
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public async Task Killed_anywhere_it_is_gone_on_with_in_the_same_entry_and_every_byte_is_there_once()
    {
        var kills = 0;
        while (true)
        {
            using var lab = await new DepositLab().SettledAsync();
            var before = lab.Contents(lab.Place);
            var isDone = await lab.RoundAsync(lab.Composites, kills);
            var begun = lab.Entries(TrashKind.Cleanup);
            lab.Lab.Advance(5);
            Assert.True(await lab.RoundAsync(lab.Composites));
            var entry = Assert.Single(lab.Entries(TrashKind.Cleanup));
            Assert.True(begun.Count == 0 || begun[0] == entry, $"Killed at {kills.ToString(CultureInfo.InvariantCulture)}: another entry.");
            Assert.Equal(Gone, lab.Contents(entry));
            Assert.Equal(before, lab.Contents(lab.Place).Concat(lab.Contents(entry)).Order(StringComparer.Ordinal));
            Assert.True(File.Exists(entry + ".manifest") && File.Exists(entry + ".product") && File.Exists(entry + ".trash_moved_at"));
            Assert.Empty(lab.Lab.Query("SELECT 1 FROM intent WHERE state = 'Open'"));
            Assert.Single(lab.Lab.Query("SELECT 1 FROM dataset_event WHERE kind = 'trash'"));
            if (isDone)
            {
                break;
            }

            kills++;
        }

        Assert.True(kills > 8, kills.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_was_put_in_the_place_of_something_that_was_to_go_stays()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.False(await lab.RoundAsync(lab.Composites, acts: 6)); // begin, folder, manifest, product, marker, folder of the first
        var replaced = Path.Join(lab.Place, "composites/a.tif");
        File.Move(replaced, replaced + ".old");
        lab.Lab.Write(replaced, "new");
        Assert.True(await lab.RoundAsync(act: null));
        Assert.Equal("new", await File.ReadAllTextAsync(replaced, CheckLab.Cancellation));
        Assert.DoesNotContain("composites/a.tif=new", lab.Contents(Assert.Single(lab.Entries(TrashKind.Cleanup))));
        Assert.EndsWith("1 of 3 parts were not there (any more).", Assert.Single(lab.Lab.Query("SELECT why FROM dataset_event WHERE kind = 'trash'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cut_off_rename_claimed_is_no_obstacle()
    {
        using var lab = await new DepositLab().SettledAsync();
        Assert.False(await lab.RoundAsync(lab.Composites, acts: 6));
        var entry = Assert.Single(lab.Entries(TrashKind.Cleanup));
        lab.Lab.Write(Path.Join(entry, "composites/a.tif"), string.Empty);
        Directory.CreateDirectory(Path.Join(entry, "composites/job_1"));
        Assert.True(await lab.RoundAsync(act: null));
        Assert.Equal(Gone, lab.Contents(entry));
    }

    private static async Task AssertRefusedAsync(DepositLab lab, ProcessingAct.Discard act, string error)
    {
        var before = lab.Contents(lab.Lab.Fast);
        var refusal = await Assert.ThrowsAsync<StatusException>(() => lab.RoundAsync(act));
        Assert.Equal(error, refusal.ErrorId);
        Assert.Equal(before, lab.Contents(lab.Lab.Fast));
        Assert.Empty(lab.Lab.Query("SELECT 1 FROM intent"));
    }
}

using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public class StoreTrashTests
{
    private const string Root = "/CBI_FastStore/trash/autodelete";
    private const string Entry = Root + "/RSCM/klimstra-w/5CL18/scan_stack1.moved-00012-20260914120000";

    private readonly FakeFileTree _files = new(DateTimeOffset.UnixEpoch);
    private readonly StoreTrash _trash;
    private readonly Dictionary<string, TrashEntry> _ofWebPage = new(StringComparer.Ordinal);

    public StoreTrashTests()
    {
        _files.AddFolder("/CBI_FastStore");
        _trash = new StoreTrash(new StorageSettings().FastStore, new TrashSettings(), new StrayFiles(new DiscoverySettings().StrayFiles), _files, () => _ofWebPage);
    }

    [Theory]
    [InlineData("RSCM/a/x.moved-00012-20260914120000", "RSCM/a/x", "moved", 12L)]
    [InlineData("RSCM/a/x/composites.cleanup-123456-20260914120000", "RSCM/a/x/composites", "cleanup", 123456L)]
    [InlineData("RSCM/a/x.moved-00001-20260101000000.moved-00012-20260914120000", "RSCM/a/x.moved-00001-20260101000000", "moved", 12L)]
    public void A_name_tells_where_an_entry_was_and_whose_it_is(string name, string path, string kind, long id) =>
        Assert.Equal((path, kind, id), new TrashNames(new TrashSettings()).Read(name));

    [Theory]
    [InlineData("RSCM/a/x")]
    [InlineData("RSCM/a/x.moved-12-20260914120000")]
    [InlineData("RSCM/a/x.gone-00012-20260914120000")]
    [InlineData("RSCM/a/x.moved-00012-20260914120000.trash_moved_at")]
    public void Another_name_tells_nothing(string name) => Assert.Null(new TrashNames(new TrashSettings()).Read(name));

    [Fact]
    public void A_dataset_has_its_own_entries_alone_marked_or_not()
    {
        _files.AddFolder(Entry);
        _files.Write(Entry + ".trash_moved_at", string.Empty);
        _files.AddFolder(Root + "/RSCM/klimstra-w/5CL18/scan_stack1.moved-00012-20260915120000");
        _files.AddFolder(Root + "/RSCM/klimstra-w/5CL18/scan_stack1.moved-00013-20260914120000");
        _files.AddFolder(Root + "/RSCM/klimstra-w/5CL18/scan_stack12.moved-00012-20260914120000");
        _files.AddFolder(Root + "/RSCM/klimstra-w/5CL18/scan_stack1/composites.cleanup-00012-20260914120000");

        var found = _trash.Of("RSCM/klimstra-w/5CL18/scan_stack1", 12);

        Assert.Equal([(Entry, true), (Entry.Replace("0914", "0915", StringComparison.Ordinal), false)], found.Select(entry => (entry.Path, entry.IsMarked)));
    }

    [Fact]
    public void Each_folder_is_listed_once_and_what_has_no_parent_costs_no_call()
    {
        _files.AddFolder(Entry);
        _files.ResetCalls();
        for (var i = 0; i < 10; i++)
        {
            _ = _trash.Of("RSCM/klimstra-w/5CL18/scan_stack1", 12);
            _ = _trash.Of("RSCM/nobody/1CL1/other_stack1", 13);
            _ = _trash.Of("MesoSPIM/nobody/1CL1/other", 14);
        }

        Assert.Equal(4, _files.Calls);
    }

    [Fact]
    public void Without_a_trash_there_are_no_entries()
    {
        Assert.Empty(_trash.Of("RSCM/klimstra-w/5CL18/scan_stack1", 12));
        Assert.Empty(All());
    }

    [Fact]
    public void Everything_in_the_trash_is_told_once_and_no_dataset_is_entered()
    {
        _files.AddFolder(Entry);
        _files.Write(Entry + ".trash_moved_at", string.Empty);
        _files.Write(Entry + ".manifest.json", "{}");
        _files.Write(Entry + "/vs_series.dat", string.Empty);
        _files.AddFolder(Root + "/RSCM/klimstra-w/5CL18/scan_stack2/scan_layer000/405.channel-00012-20260914120000");
        _files.Write(Root + "/RSCM/by_web_stack3/vs_series.dat", string.Empty);
        _files.AddFolder(Root + "/RSCM/by_web_stack3/scan_layer000");
        _files.AddFolder(Root + "/MesoSPIM/by_hand");
        _files.Write(Root + "/MesoSPIM/by_hand.trash_moved_at", string.Empty);
        _files.Write(Root + "/MesoSPIM/Thumbs.db", string.Empty);
        _files.Write(Root + "/MesoSPIM/loose/note.txt", "?");

        Assert.Equal(
            [
                "MesoSPIM/by_hand  marked",
                "MesoSPIM/loose  not marked",
                "RSCM/by_web_stack3  not marked",
                "RSCM/klimstra-w/5CL18/scan_stack1 moved-12 marked",
                "RSCM/klimstra-w/5CL18/scan_stack2/scan_layer000/405 channel-12 not marked",
            ],
            All());
        Assert.DoesNotContain(_files.Log, call => call.EndsWith("scan_stack1.moved-00012-20260914120000", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_web_page_is_known_to_have_moved_is_an_entry_whatever_its_name()
    {
        const string Folder = Root + "/RSCM/klimstra-w/5CL18/";
        foreach (var name in (string[])["plain", "plain.old", "other"])
        {
            _files.Write(Folder + name + "/one.tif", string.Empty);
        }

        _files.Write(Folder + "plain.trash_moved_at", string.Empty);
        _files.Write(Folder + "plain.manifest", string.Empty);
        foreach (var (name, id) in (ReadOnlySpan<(string, long)>)[("plain", 12), ("gone", 13)])
        {
            _ofWebPage[Folder + name] = new TrashEntry(Folder + name, "RSCM/klimstra-w/5CL18/" + name, TrashKind.Moved, id, IsMarked: false) { IsOfWebPage = true };
        }

        Assert.Equal(
            [
                "RSCM/klimstra-w/5CL18/other  not marked",
                "RSCM/klimstra-w/5CL18/plain moved-12 marked",
                "RSCM/klimstra-w/5CL18/plain.old  not marked",
            ],
            All());
        Assert.Equal((Folder + "plain", true, true), Assert.Single(_trash.Of("RSCM/klimstra-w/5CL18/plain", 12).Select(entry => (entry.Path, entry.IsMarked, entry.IsOfWebPage))));
        Assert.Empty(_trash.Of("RSCM/klimstra-w/5CL18/gone", 13));
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_reported_and_the_others_are_told()
    {
        _files.AddFolder(Root + "/MesoSPIM/denied");
        _files.Deny(Root + "/MesoSPIM");
        _files.AddFolder(Entry);
        var faults = new List<string>();

        Assert.Single(All(faults));
        Assert.Equal([Root + "/MesoSPIM"], faults);
    }

    private List<string> All(List<string>? faults = null) =>
    [
        .. _trash.All(
                (_, content) => content.Any(entry => entry.Name == "vs_series.dat"), depth: 8, fault => faults?.Add(fault.Path), TestContext.Current.CancellationToken)
            .Select(entry => $"{entry.RelativePath} {(entry.Kind is null ? string.Empty : $"{entry.Kind}-{entry.Id}")} {(entry.IsMarked ? "marked" : "not marked")}")
            .Order(StringComparer.Ordinal),
    ];
}

using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Datasets.Comparison;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Comparison;

public class PlaceComparisonTests
{
    private const string Fast = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/x_stack1";
    private const string Hive = "/h20/Acquire/RSCM/klimstra-w/5CL18/x_stack1";

    // moved, moving, path on Hive recorded | on FastStore, recorded on Hive, same path on Hive, trash | kinds, command
    [Theory]
    [InlineData("", "Folder Unknown Absent", "", "", null)]
    [InlineData("", "Absent Unknown Absent", "", "FolderGone", null)]
    [InlineData("", "NotFolder Unknown Absent", "", "FolderGone", null)]
    [InlineData("", "Absent Unknown Folder", "", "FolderGone", "Set-Dataset -Id 12 -PathOnHive '/h20/Acquire/RSCM/klimstra-w/5CL18/x_stack1' -Moved $true -Moving $false -Force")]
    [InlineData("", "Absent Unknown Absent", "marked", "FolderGone InTrash", null)]
    [InlineData("", "Absent Unknown Absent", "unmarked", "FolderGone InTrash", null)]
    [InlineData("", "Folder Unknown Folder", "", "OnHiveNotRecorded", null)]
    [InlineData("moving", "Folder Unknown Folder", "", "", null)]
    [InlineData("moving", "Absent Unknown Folder", "marked", "FolderGone", null)]
    [InlineData("", "Unknown Unknown Unknown", "", "", null)]
    [InlineData("", "Folder Folder Unknown", "", "OnHiveNotRecorded", null, true)]
    [InlineData("moved", "Absent Folder Unknown", "marked", "", null, true)]
    [InlineData("moved", "Folder Folder Unknown", "", "StillOnFastStore", null, true)]
    [InlineData("moved", "Folder Absent Unknown", "", "StillOnFastStore HiveFolderGone", "Set-Dataset -Id 12 -Moved $false -Force", true)]
    [InlineData("moved", "Absent Absent Unknown", "", "HiveFolderGone", null, true)]
    [InlineData("moved", "Absent Unknown Unknown", "", "", null, true)]
    [InlineData("moved", "Absent Unknown Folder", "", "OnHiveNotRecorded", "Set-Dataset -Id 12 -PathOnHive '/h20/Acquire/RSCM/klimstra-w/5CL18/x_stack1' -Force")]
    [InlineData("moved", "Absent Unknown Absent", "", "HiveFolderGone", null)]
    public void Where_a_dataset_is_said_to_be_is_compared_with_where_it_is(
        string flags, string states, string trash, string kinds, string? command, bool hasHivePath = false)
    {
        var state = states.Split(' ').Select(Enum.Parse<FolderState>).ToArray();
        var row = Row(flags, hasHivePath ? Hive : null);
        var seen = Seen(row) with
        {
            OnFastStore = state[0],
            OnHive = state[1],
            AtSamePathOnHive = state[2],
            Trash = trash.Length == 0 ? [] : [new TrashEntry("/trash/x", "RSCM/klimstra-w/5CL18/x_stack1", TrashKind.Moved, 12, trash == "marked")],
        };

        var found = PlaceComparison.Of(row, seen).ToList();

        Assert.Equal(kinds, string.Join(' ', found.Select(difference => difference.Kind)));
        Assert.Equal(command, found.Select(difference => difference.Action).OfType<string>().SingleOrDefault());
        Assert.All(found, difference => Assert.Equal((12L, "x_stack1", true), (difference.Id, difference.Name, difference.Text.EndsWith('.'))));
    }

    [Theory]
    [InlineData(null, null, "", "PathUnusable")]
    [InlineData(null, Hive, "moved", "")]
    [InlineData("relative", null, "", "PathUnusable")]
    [InlineData("/CBI_FastStore/Acquire/RSCM/../x", null, "", "PathUnusable")]
    [InlineData("/elsewhere/x", null, "", "PathUnusable")]
    [InlineData(Hive, null, "", "PathUnusable")]
    [InlineData(Fast, "elsewhere", "moved", "PathUnusable")]
    [InlineData(Fast, Fast, "moved", "PathUnusable")]
    public void A_path_that_no_dataset_can_have_is_told(string? fast, string? hive, string flags, string kinds)
    {
        var row = Row(flags, hive) with { Path = fast };
        Assert.Equal(kinds, string.Join(' ', PlaceComparison.Of(row, Seen(row)).Select(difference => difference.Kind)));
    }

    [Fact]
    public void A_demo_dataset_is_recorded_as_moved_and_is_still_there()
    {
        var row = Row("moved", null);
        Assert.Empty(PlaceComparison.Of(row, Seen(row) with { IsDemo = true, OnFastStore = FolderState.Folder }));
        var gone = Assert.Single(PlaceComparison.Of(row, Seen(row) with { IsDemo = true, OnFastStore = FolderState.Absent }));
        Assert.Equal((DifferenceKind.FolderGone, "Clear-DatasetDb -Id 12"), (gone.Kind, gone.Action));
    }

    private static Dataset Row(string flags, string? hive) => new()
    {
        Id = 12,
        Name = "x_stack1",
        Path = Fast,
        PathOnHive = hive,
        Moved = flags == "moved",
        Moving = flags == "moving",
    };

    private static Whereabouts Seen(Dataset row)
    {
        var storage = new StorageSettings();
        var fast = StorePath.Of(row.Path, storage);
        return new Whereabouts
        {
            FastStorePath = fast,
            HivePath = StorePath.Of(row.PathOnHive, storage),
            SamePathOnHive = fast.RelativePath is null ? null : "/h20/Acquire/" + fast.RelativePath,
        };
    }
}

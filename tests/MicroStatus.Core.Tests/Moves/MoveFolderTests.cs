using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Core.Tests.Moves;

public class MoveFolderTests
{
    private static readonly Dataset Row = new() { Id = 12, Name = "Müller's x+stack1", Pi = null, ClNumber = "5CL18", Moving = true };

    private readonly FakeFileTree _files = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Names_are_sanitised_a_run_at_a_time()
    {
        var names = new MoveNames(new MoveSettings(), "None");
        Assert.Equal("00012_None_5CL18_M_ller_s_x_stack1", names.BaseName(Row));
        Assert.Equal("move_00012", names.JobName(12));
    }

    [Fact]
    public void Traces_are_found_by_the_id_also_under_an_earlier_name_and_each_folder_is_listed_once()
    {
        var moves = new MoveSettings().Folder;
        _files.Write(moves + "/scripts/00012_None_5CL18_old_name.a1.sbatch.sh", "");
        _files.Write(moves + "/scripts/00012_None_5CL18_old_name.b2.sbatch.sh", "");
        _files.Write(moves + "/logs/00013_None_5CL18_other.log", "");
        _files.Write(moves + "/error/00012_None_5CL18_M_ller_s_x_stack1.error", "");
        var folder = new MoveFolder(new MoveSettings(), new MoveNames(new MoveSettings(), "None"), _files);
        _files.ResetCalls();

        Assert.Equal(
            new MoveTraces(moves + "/scripts/00012_None_5CL18_old_name.b2.sbatch.sh", null, null, moves + "/error/00012_None_5CL18_M_ller_s_x_stack1.error"),
            folder.Of(Row));
        Assert.Equal(MoveTraces.None, folder.Of(Row with { Id = 14 }));
        Assert.Equal(4, _files.Calls);
    }
}

using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3 (delete_405) and §3.7: what goes to the trash, and when.</summary>
public sealed class RscmChoresTests
{
    private readonly RscmBench _bench = new();

    [Fact]
    public async Task When_the_Imaris_file_opens_raw_and_denoised_composites_go_to_the_trash_and_the_file_stays()
    {
        Finish();

        var chores = (await _bench.ObserveAsync()).Chores.Cast<ProcessingAct.Discard>().ToList();

        Assert.All(chores, chore => Assert.Equal((TrashKind.Cleanup, RscmBench.Ims(1, onHive: false)), (chore.Kind, chore.Product)));
        Assert.Equal(_bench.CompositeNames.Select(name => $"composites_RSCM_v0.1/{name}"), chores[0].Paths);
        Assert.Equal(_bench.CompositeNames.Select(name => $"composites_RSCM_v0.1/job_1/{name}"), chores[1].Paths);
        Assert.Equal(2, chores.Count);
    }

    [Fact]
    public async Task Denoised_composites_are_kept_where_they_are_to_be_kept()
    {
        Finish();
        _bench.Row = _bench.Row with { KeepComposites = true };

        Assert.Equal("4 raw composites go to the trash: composites_RSCM_v0.1_job_1.ims opens.", Assert.Single((await _bench.ObserveAsync()).Chores).What);
    }

    [Fact]
    public async Task Composites_on_Hive_are_left_alone()
    {
        _bench.Files.Write($"{RscmBench.CompositesOnHive}/composite_z0000_c488.tif", "x");
        _bench.Files.Write($"{RscmBench.CompositesOnHive}/job_1/composite_z0000_c488.tif", "x");
        _bench.Files.Write(RscmBench.Ims(1), "good");

        var observation = await _bench.ObserveAsync();

        Assert.NotNull(observation.Result);
        Assert.Empty(observation.Chores);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("active")]
    [InlineData("part")]
    [InlineData("command")]
    public async Task Nothing_goes_while_something_works_on_the_dataset(string what)
    {
        Finish();
        switch (what)
        {
            case "queue":
                _bench.Queued("processing");
                break;
            case "active":
                _bench.ActiveIn(RscmBench.Job(1));
                break;
            case "part":
                _bench.Files.Write(RscmBench.Ims(1) + ".part", "x");
                break;
            default:
                _bench.Command(CommandState.Running);
                break;
        }

        Assert.Empty((await _bench.ObserveAsync()).Chores);
    }

    [Fact]
    public async Task An_unwanted_colour_goes_before_stitching_begins()
    {
        Colours("405", "488", "4051");
        _bench.Row = _bench.Row with { Delete405 = true };

        var discard = Assert.IsType<ProcessingAct.Discard>(Assert.Single((await _bench.CheckAsync()).Acts));

        Assert.Equal((TrashKind.Channel, (string?)null), (discard.Kind, discard.Product));
        Assert.Equal(["x_layer000/405", "x_layer001/405"], discard.Paths);
    }

    [Fact]
    public async Task When_the_colour_is_gone_stitching_begins()
    {
        Colours("488");
        _bench.Row = _bench.Row with { Delete405 = true };

        Assert.IsType<ProcessingAct.Enqueue>(Assert.Single((await _bench.CheckAsync()).Acts));
    }

    [Fact]
    public async Task Without_the_flag_before_imaging_is_finished_or_as_the_only_colour_it_stays()
    {
        Colours("405", "488");
        Assert.Empty((await _bench.ObserveAsync()).Chores);
        _bench.Row = _bench.Row with { Delete405 = true, ImagingStatus = ImagingStatus.InProgress };
        Assert.Empty((await _bench.ObserveAsync()).Chores);
        _bench.Row = _bench.Row with { ImagingStatus = ImagingStatus.Finished, Channels = 1 };
        Assert.Empty((await _bench.ObserveAsync()).Chores);
    }

    [Fact]
    public async Task Between_stitching_and_the_Imaris_file_the_colours_stay_as_they_were_stitched()
    {
        Colours("405", "488");
        _bench.Row = _bench.Row with { Delete405 = true };
        _bench.Raw();
        Assert.Empty((await _bench.ObserveAsync()).Chores);
        _bench.Denoised();
        _bench.Files.Write(RscmBench.Ims(1), "good");
        Assert.Contains((await _bench.ObserveAsync()).Chores, chore => chore is ProcessingAct.Discard { Kind: TrashKind.Channel });
    }

    private void Finish()
    {
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Raw();
        _bench.Denoised();
        _bench.Files.Write(RscmBench.Ims(1, onHive: false), "good");
        _bench.Pass();
    }

    private void Colours(params string[] colours)
    {
        foreach (var colour in colours)
        {
            _bench.Files.AddFolder($"{RscmBench.Folder}/x_layer000/{colour}/images");
            _bench.Files.AddFolder($"{RscmBench.Folder}/x_layer001/{colour}/images");
        }

        _bench.Files.AddFolder($"{RscmBench.Folder}/notes/405");
    }
}

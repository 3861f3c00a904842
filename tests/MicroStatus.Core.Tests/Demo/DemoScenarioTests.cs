using MicroStatus.Acquisition.Demo;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Demo;

public class DemoScenarioTests
{
    private static readonly TimeSpan Quiet = new RscmSettings().QuietTime;
    private static readonly TimeSpan Timeout = new RscmSettings().ProgressTimeout;

    public static TheoryData<string> Names => [.. DemoScenarios.All.Select(s => s.Name)];

    [Fact]
    public void Every_state_and_every_usual_way_to_break_has_a_dataset()
    {
        var kinds = DemoScenarios.All.SelectMany(s => s.Expected).Select(e => e.Attention).OfType<string>().ToHashSet(StringComparer.Ordinal);

        foreach (var kind in (ReadOnlySpan<string>)[
            AttentionKind.Stalled, AttentionKind.BrokenFile, AttentionKind.AbortedTile, AttentionKind.EndedEarly, AttentionKind.Metadata])
        {
            Assert.Contains(kind, kinds);
        }

        Assert.Equal(2, DemoScenarios.All.Select(s => s.Modality).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Names_are_unique_within_their_folder() =>
        Assert.Equal(DemoScenarios.All.Count, DemoScenarios.All.Select(s => $"{s.Modality}/{s.Folder}/{s.Name}").Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void One_dataset_is_a_demo_by_its_name_and_no_other_carries_the_words()
    {
        var words = new DiscoverySettings().DemoWords;
        var demos = DemoScenarios.All.Where(s => words.Any(w => $"{s.Folder}/{s.Name}".Contains(w, StringComparison.OrdinalIgnoreCase)));

        Assert.Equal("demo_beads_stack1", Assert.Single(demos).Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_expectation_stands_for_the_new_lab_and_after_each_step(string name)
    {
        var scenario = Scenario(name);

        Assert.Equal(DemoSchedule.Steps + 1, scenario.Expected.Count);
        Assert.NotEqual(ImagingStatus.InProgress, scenario.Expected[^1].Status);
        Assert.All(scenario.Expected, e => Assert.Equal(e.Status == ImagingStatus.NeedsAttention, e.Attention is not null));
        Assert.EndsWith(".", scenario.Purpose, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_imaged_whole_is_processed_and_moved_and_nothing_else(string name)
    {
        var scenario = Scenario(name);
        var isOpen = scenario.Expected[^1].Status == ImagingStatus.Finished
            && !name.Contains("_cont_", StringComparison.Ordinal)
            && !name.StartsWith("demo_", StringComparison.Ordinal);

        Assert.Equal(isOpen, scenario.IsProcessed);
    }

    [Fact]
    public void Of_both_instruments_a_file_is_published() =>
        Assert.Equal(["rscm", "mesospim"], DemoScenarios.All.Where(s => s.Outcome == DemoOutcome.Published).Select(s => s.Modality));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_dataset_is_there_in_the_new_lab(string name) =>
        Assert.Contains(Scenario(name).Script(), w => w.Minute <= 0 && w.Content is DemoContent.Ribbon or DemoContent.TilePlanes or DemoContent.ZarrChunk);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dataset_finishes_once_it_has_been_quiet_for_clearly_longer_than_the_quiet_time(string name)
    {
        var scenario = Scenario(name);
        if (name.StartsWith("demo_", StringComparison.Ordinal))
        {
            return;
        }

        var end = scenario.Script().Max(w => w.Minute);
        for (var step = 0; step <= DemoSchedule.Steps; step++)
        {
            var finished = scenario.Expected[step].Status == ImagingStatus.Finished;
            Assert.True(!finished || Minute(step) - end >= Quiet.TotalMinutes + 1, $"{name}: still being written before step {step}.");
            Assert.True(finished || scenario.Expected[step].Attention is not null || end > Minute(step) - Quiet.TotalMinutes + 1, $"{name}: quiet at step {step}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dataset_in_progress_shows_progress_within_the_timeout_and_a_stalled_one_does_not(string name)
    {
        var scenario = Scenario(name);
        var lastProgress = 0;
        for (var step = 1; step <= DemoSchedule.Steps; step++)
        {
            lastProgress = scenario.Between(Minute(step - 1), Minute(step)).Count > 0 ? step : lastProgress;
            var still = Minute(step) - Minute(lastProgress) >= Timeout.TotalMinutes;
            var expected = scenario.Expected[step];

            Assert.False(still && expected.Status == ImagingStatus.InProgress, $"{name} shows no progress at step {step}.");
            Assert.False(!still && expected.Attention == AttentionKind.Stalled, $"{name} shows progress at step {step}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_steps_together_write_the_whole_script_once(string name)
    {
        var scenario = Scenario(name);
        var parts = scenario.Between(double.NegativeInfinity, 0).ToList();
        for (var step = 1; step <= DemoSchedule.Steps; step++)
        {
            parts.AddRange(scenario.Between(Minute(step - 1), Minute(step)));
        }

        Assert.Equal(scenario.Script(), parts);
    }

    [Fact]
    public void Imaging_of_a_stack_goes_from_the_highest_layer_down_and_leaves_every_ribbon()
    {
        var scenario = (RscmScenario)Scenario("CE8_brain_stack3");
        var ribbons = scenario.Script().Select(w => w.Content).OfType<DemoContent.Ribbon>().ToList();

        Assert.Equal(12 * 2 * 3, ribbons.Select(r => (r.Layer, r.Colour, r.Column)).Distinct().Count());
        Assert.Equal(ribbons.OrderByDescending(r => r.Layer), ribbons);
        Assert.Equal("CE8_brain_layer011/488/images/CE8_brain_layer011_488_col002.tif", scenario.RibbonPath(11, 488, 2));
        Assert.Equal("CE8_brain_layer1000", scenario.LayerFolder(1000));
    }

    [Fact]
    public void A_second_colour_of_a_stack_appears_after_the_first_check()
    {
        var scenario = Scenario("DY2_lung_stack1");
        int Colours(int step) => scenario.Between(double.NegativeInfinity, Minute(step)).Select(w => w.Content).OfType<DemoContent.Ribbon>()
            .Select(r => r.Colour).Distinct().Count();

        Assert.Equal(1, Colours(0));
        Assert.Equal(2, Colours(2));
    }

    [Fact]
    public void The_tile_index_runs_down_columns_first()
    {
        var tiles = ((MesoSpimScenario)Scenario("OB7_lung")).Tiles();

        Assert.Equal([(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)], tiles.Select(t => (t.Row, t.Column)));
    }

    [Theory]
    [InlineData("KC34_thymus", "KC34_thymus_Mag4x_Tile0_Ch488_Flt508_520-35_Sh0_Rot0.btf", "MAX_KC34_thymus_Mag4x_Tile0_Ch488_Flt508_520-35_Sh0_Rot0.btf.tif")]
    [InlineData("WK2_femur", "WK2_femur_Mag4x_Tile0_Ch488_Sh0_Rot0.btf", "MAX_WK2_femur_Mag4x_Tile0_Ch488_Sh0_Rot0.btf.tiff")]
    [InlineData(
        "MU7_kidney",
        "MU7_kidney_Mag5x_Ch488_Ch561b.ome.zarr/Mag5_Tile0_Ch488_Flt508_520-35_Sh0_Rot0.ome.zarr",
        "MAX_MU7_kidney_Mag5x_Ch488_Ch561b.ome.zarr_Mag5_Tile0_Ch488_Flt508_520-35_Sh0_Rot0.ome.zarr.tif")]
    public void Tiles_are_named_as_the_microscopes_name_them(string name, string path, string projection)
    {
        var scenario = (MesoSpimScenario)Scenario(name);
        var tile = scenario.Tiles().First();

        Assert.Equal(path, scenario.TilePath(tile));
        Assert.Equal(projection, scenario.ProjectionName(tile));
        Assert.Equal(path.Replace('/', '_') + "_meta.txt", scenario.MetadataName(tile));
    }

    [Fact]
    public void Every_name_of_a_tile_fits_the_pattern_of_the_settings()
    {
        var pattern = new System.Text.RegularExpressions.Regex(new MesoSpimSettings().TilePattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        foreach (var scenario in DemoScenarios.All.OfType<MesoSpimScenario>())
        {
            Assert.All(scenario.Tiles(), t => Assert.Equal(t.Channel.Name, pattern.Match(scenario.TilePath(t)).Groups["channel"].Value));
        }
    }

    private static double Minute(int step) => step * DemoSchedule.StepMinutes;

    private static DemoScenario Scenario(string name) => DemoScenarios.All.Single(s => s.Name == name);
}

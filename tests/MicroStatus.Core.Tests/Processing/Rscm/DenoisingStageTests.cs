using MicroStatus.Datasets;
using MicroStatus.Processing;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.5–3.6: the job's composites and CBPy's folders tell where denoising stands.</summary>
public sealed class DenoisingStageTests
{
    private readonly RscmBench _bench = new();

    public DenoisingStageTests()
    {
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Raw();
        _bench.Pass();
    }

    [Fact]
    public async Task What_is_stitched_waits_for_CBPy_and_is_stuck_when_CBPy_makes_no_progress_on_anything()
    {
        Assert.Equal((StageKind.Denoising, StageState.Waiting), At(await _bench.CheckAsync()));
        _bench.Pass(20);

        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task Progress_of_CBPy_on_another_dataset_is_progress_of_all_that_wait()
    {
        _bench.ActiveIn("/CBI_FastStore/Acquire/RSCM/other_stack/composites_RSCM_v0.1/job_3");
        _bench.Files.Write("/CBI_FastStore/Acquire/RSCM/other_stack/composites_RSCM_v0.1/job_3/composite1.tif", "x");
        await _bench.CheckAsync();
        for (var composite = 2; composite < 6; composite++)
        {
            _bench.Pass(15);
            _bench.Files.Write($"/CBI_FastStore/Acquire/RSCM/other_stack/composites_RSCM_v0.1/job_3/composite{composite}.tif", "x");
            Assert.Equal(ProcessingStatus.Stitched, (await _bench.CheckAsync()).Status);
        }
    }

    [Fact]
    public async Task A_folder_that_CBPy_writes_is_being_denoised_and_tells_its_job_number()
    {
        _bench.ActiveIn(RscmBench.Job(10));
        _bench.Denoised(9);
        _bench.Denoised(10, count: 1);

        var decision = await _bench.CheckAsync();

        Assert.Equal((StageKind.Denoising, StageState.Running), At(decision));
        Assert.Equal("10", decision.Observation.Fields[DatasetField.JobNumber]);
        Assert.Equal(25, decision.Current!.Percent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<job><outFilePathUnix>/CBI_Fast")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x><outFilePathUnix>&a;</outFilePathUnix></x>")]
    [InlineData("<foreign><what>ever</what></foreign>")]
    [InlineData("not XML at all")]
    [InlineData("<x><outFilePathUnix/><outFilePathUnix> </outFilePathUnix></x>")]
    public async Task An_XML_that_is_empty_being_written_or_foreign_says_nothing_of_a_dataset(string xml)
    {
        _bench.Active(xml);

        Assert.Equal((StageKind.Denoising, StageState.Waiting), At(await _bench.CheckAsync()));
    }

    [Fact]
    public async Task A_larger_XML_than_may_be_read_says_nothing()
    {
        _bench.ActiveIn(RscmBench.Job(1));
        _bench.Files.WriteSize($"{RscmBench.Cbpy}/active/a.xml", 2 * 1024 * 1024);

        Assert.Equal((StageKind.Denoising, StageState.Waiting), At(await _bench.CheckAsync()));
    }

    [Fact]
    public async Task An_unreadable_XML_beside_a_good_one_changes_nothing()
    {
        _bench.Active(string.Empty, "0.xml");
        _bench.ActiveIn(RscmBench.Job(1));

        Assert.Equal((StageKind.Denoising, StageState.Running), At(await _bench.CheckAsync()));
    }

    [Theory]
    [InlineData("job_1_part3.xml", true)]
    [InlineData("job_1", true)]
    [InlineData("job_01.txt", true)]
    [InlineData("job_10", false)]
    [InlineData("job_11_part1.xml", false)]
    [InlineData("job_x", false)]
    [InlineData("my_job_1", false)]
    public async Task Job_numbers_are_compared_as_numbers_in_CBPys_queue(string name, bool isQueued)
    {
        _bench.Files.AddFolder(RscmBench.Job(1));
        _bench.Files.Write($"{RscmBench.Cbpy}/queueGPU/{name}", "x");

        Assert.Equal(isQueued, (await _bench.ReadAsync(StageKind.Denoising)).Why == "Job 1 waits in CBPy's queue.");
    }

    [Fact]
    public async Task Waiting_work_that_names_another_folder_is_another_datasets()
    {
        _bench.Files.AddFolder(RscmBench.Job(1));
        _bench.Files.Write($"{RscmBench.Cbpy}/queueGPU/job_1.xml", "<x><outFilePathUnix>/CBI_FastStore/Acquire/RSCM/other_stack/composites_RSCM_v0.1/job_1</outFilePathUnix></x>");

        Assert.DoesNotContain("waits in CBPy's queue", (await _bench.ReadAsync(StageKind.Denoising)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_job_counts_ten_after_nine_and_a_folder_job_x_is_none()
    {
        _bench.Files.AddFolder($"{RscmBench.Composites}/job_x");
        _bench.Files.AddFolder($"{RscmBench.Composites}/job_");
        _bench.Files.AddFolder($"{RscmBench.Composites}/job_99999999999999999999");
        _bench.Denoised(9);
        _bench.Denoised(10, count: 2);

        var decision = await _bench.CheckAsync();

        Assert.Equal("10", decision.Observation.Fields[DatasetField.JobNumber]);
        Assert.Equal((StageKind.Denoising, StageState.Running), At(decision));
    }

    [Fact]
    public async Task A_job_that_a_person_names_counts_and_stays()
    {
        _bench.Row = _bench.Row with { JobNumber = "9" };
        _bench.Denoised(9);
        _bench.Denoised(10, count: 2);

        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
        Assert.Equal("9", _bench.Row.JobNumber);
    }

    [Fact]
    public async Task A_newer_job_takes_the_place_of_one_that_was_only_found()
    {
        _bench.Denoised(9);
        await _bench.CheckAsync();
        Assert.Equal("9", _bench.Row.JobNumber);
        _bench.Denoised(10, count: 2);
        await _bench.CheckAsync();

        Assert.Equal("10", _bench.Row.JobNumber);
    }

    [Fact]
    public async Task Complete_composites_are_done_only_when_CBPy_has_let_go_of_them()
    {
        _bench.Denoised();
        _bench.ActiveIn(RscmBench.Job(1));
        Assert.Equal((StageKind.Denoising, StageState.Running), At(await _bench.CheckAsync()));
        _bench.Files.Delete($"{RscmBench.Cbpy}/active/a.xml");

        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
    }

    [Fact]
    public async Task Composites_of_several_sizes_need_a_person_once_nothing_changes()
    {
        _bench.Denoised();
        _bench.Files.WriteSize($"{RscmBench.Job(1)}/composite_z0001_c488.tif", 0);
        Assert.Equal((StageKind.Denoising, StageState.Running), At(await _bench.CheckAsync()));
        _bench.Pass(20);

        var reason = Assert.Single((await _bench.CheckAsync()).Reasons);
        Assert.Equal((AttentionKind.ProductIncomplete, "composite_z0001_c488.tif"), (reason.Kind, reason.Subject));
    }

    [Fact]
    public async Task Composites_of_an_earlier_stitching_do_not_count()
    {
        _bench.Denoised();
        _bench.Pass();
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Raw();

        var decision = await _bench.CheckAsync();

        Assert.Equal((StageKind.Denoising, StageState.Waiting), At(decision));
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public async Task Composites_written_anew_in_the_same_folder_count()
    {
        _bench.Denoised();
        _bench.Pass();
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Raw();
        _bench.Denoised(count: 3);
        Assert.Equal((StageKind.Denoising, StageState.Running), At(await _bench.CheckAsync()));
        _bench.Denoised();

        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
    }

    [Fact]
    public async Task A_dataset_that_skipped_all_states_between_two_checks_lands_in_the_right_one()
    {
        _bench.Files.Delete(RscmBench.Queue);
        _bench.Files.Delete(RscmBench.Composites);
        _bench.Denoised();

        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
    }

    private static (StageKind Stage, StageState State) At(ProcessingDecision decision) => (decision.Current!.Stage, decision.Current.State);
}

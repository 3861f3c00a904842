using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Tests.Demo;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Tests.Processing.Demo;

/// <summary>The played cluster of a demo lab, without checks: what is put into its queues and requests, and what comes of it.</summary>
public sealed class DemoClusterTests : IDisposable
{
    private const string Dataset = "CE5_retina_stack1";
    private const int Composites = 3 * 2;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(DemoSchedule.StepMinutes);

    private readonly DemoLabBench _bench = new();

    public DemoClusterTests() => _bench.Labs.Create(_bench.LabPath, replace: false);

    private string Stitching => Path.Join(_bench.LabPath, "CBI_FastStore/clusterStitchTEST");

    private string Cbpy => Path.Join(_bench.LabPath, "CBI_FastStore/clusterPy");

    private string Cluster => Path.Join(_bench.LabPath, "demo-cluster");

    private string RawFolder => Path.Join(_bench.DatasetPath(Dataset), "composites_RSCM_v0.1");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Nothing_is_taken_from_a_queue_whose_cluster_does_not_run()
    {
        Enqueue(_bench.DatasetPath(Dataset));
        File.Delete(Path.Join(Cluster, "jobs/DASK_WORKER"));

        Step(2);

        Assert.Single(Files("queueStitch"));
        Assert.Empty(Files("processing"));
    }

    [Fact]
    public void A_queue_file_goes_on_from_folder_to_folder_and_its_product_is_dated_by_the_labs_clock()
    {
        Enqueue(_bench.DatasetPath(Dataset));

        Step(1);
        Assert.Single(Files("processing"));
        Assert.False(Directory.Exists(RawFolder));

        Step(1);
        Assert.Single(Files("complete"));
        var composites = new DirectoryInfo(RawFolder).GetFiles("composite*.tif");
        Assert.Equal((Composites, 1), (composites.Length, composites.DistinctBy(file => file.Length).Count()));
        Assert.All(composites, file => Assert.Equal(1.5, (_bench.Labs.Find(_bench.LabPath).Now.UtcDateTime - file.LastWriteTimeUtc).TotalMinutes, 3));
        Assert.Equal(composites[0].LastWriteTimeUtc, Directory.GetLastWriteTimeUtc(RawFolder));
        Assert.Equal("job_1.xml", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Join(Cbpy, "queueGPU")))));

        Run("CBPy");
        Step(1);
        Assert.Contains($"<outFilePathUnix>{RawFolder}/job_1</outFilePathUnix>", File.ReadAllText(Path.Join(Cbpy, "active/job_1.xml")), StringComparison.Ordinal);

        Step(1);
        Assert.Equal(Composites, Directory.GetFiles(Path.Join(RawFolder, "job_1"), "composite*.tif").Length);
        Assert.Empty(Directory.GetFiles(Path.Join(Cbpy, "active")));
    }

    [Fact]
    public void A_slow_stage_shows_a_third_of_its_product_at_each_step()
    {
        _bench.Labs.SetFault(_bench.LabPath, StageKind.Stitching, DemoFault.Slow, "*");
        Enqueue(_bench.DatasetPath(Dataset));
        Step(1);

        Assert.Equal([Composites / 3, 2 * Composites / 3, Composites], Enumerable.Range(0, 3).Select(_ =>
        {
            Step(1);
            return Directory.GetFiles(RawFolder).Length;
        }));
        Assert.Single(Files("complete"));
    }

    [Fact]
    public void A_step_that_was_cut_short_is_done_again_without_another_job()
    {
        Enqueue(_bench.DatasetPath(Dataset));
        Step(1);
        Assert.Throws<IOException>(() => _bench.NewLabs(new RefusingActs(_bench.Acts)).Step(_bench.LabPath, Quarter));

        Step(2);

        Assert.Single(Files("complete"));
        Assert.Single(Directory.GetFiles(Path.Join(Cbpy, "queueGPU")));
    }

    [Fact]
    public void A_queue_file_of_a_folder_that_is_not_there_ends_in_the_folder_of_failed_ones()
    {
        Enqueue(Path.Join(_bench.LabPath, "nowhere"));

        Step(2);

        Assert.Single(Files("error"));
    }

    [Fact]
    public void A_dataset_that_is_asked_for_twice_is_processed_once()
    {
        Request("1", StageKind.Start, _bench.DatasetPath("WK2_femur"));
        Request("2", StageKind.Start, _bench.DatasetPath("WK2_femur"));
        Step(3);

        var files = Directory.GetFiles(Path.Join(_bench.DatasetPath("WK2_femur"), "ims_files"));
        Assert.Equal((4, 1), (files.Count(file => file.Contains("_Tile", StringComparison.Ordinal)), files.Count(file => file.EndsWith("montage.ims", StringComparison.Ordinal))));
        Assert.Empty(Directory.GetFiles(Path.Join(Cluster, "requests")));
    }

    [Fact]
    public void What_stands_for_a_program_fails_for_the_datasets_that_were_named_until_that_is_taken_back()
    {
        var refused = Path.Join(Cluster, "refused/Start");
        _bench.Labs.SetFault(_bench.LabPath, StageKind.Start, DemoFault.Fail, "K*");
        Assert.Equal(["K812_cortex_stack1", "KC34_thymus"], Directory.GetFiles(refused).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        _bench.Labs.SetFault(_bench.LabPath, stage: null, DemoFault.None, "*");

        Assert.Empty(Directory.GetFiles(refused));
        Assert.Empty(_bench.Labs.Find(_bench.LabPath).Faults);
    }

    [Fact]
    public void A_fault_is_remembered_from_step_to_step()
    {
        _bench.Labs.SetFault(_bench.LabPath, StageKind.Denoising, DemoFault.Stall, "CE5*");
        Step(1);

        Assert.Equal(new DemoFaultRule(StageKind.Denoising, DemoFault.Stall, "CE5*"), Assert.Single(_bench.Labs.Find(_bench.LabPath).Faults));
    }

    [Fact]
    public void A_memory_that_somebody_else_wrote_is_refused()
    {
        File.WriteAllText(Path.Join(Cluster, "state.json"), "{ \"works\": 7");

        Assert.Equal("DemoLabDamaged", Assert.Throws<StatusException>(() => Step(1)).ErrorId);
    }

    [Fact]
    public void A_lab_without_a_played_cluster_takes_its_steps()
    {
        Directory.Delete(Cluster, recursive: true);
        Step(1);

        Assert.Equal(1, _bench.Labs.Find(_bench.LabPath).Step);
        Assert.False(Directory.Exists(Cluster));
    }

    private void Enqueue(string folder)
    {
        Run("DASK_SCHED", "DASK_WORKER", "RSCM_Listen");
        File.WriteAllText(Path.Join(Stitching, "queueStitch", "00006_cebra_3CL7_x.txt"), $"rootDir=\"{folder}\"\nkeepComposites=True\nmoveToHive=False\n");
    }

    private void Run(params ReadOnlySpan<string> jobs)
    {
        foreach (var job in jobs)
        {
            File.WriteAllBytes(Path.Join(Cluster, "jobs", job), []);
        }
    }

    private void Request(string name, StageKind stage, string folder) =>
        File.WriteAllText(Path.Join(Cluster, "requests", name), $"{stage}\0automated.py\0automated-method-slurm\0{folder}\0--final-file-type\0ims\0");

    private string[] Files(string folder) => Directory.GetFiles(Path.Join(Stitching, folder));

    private void Step(int count)
    {
        for (var step = 0; step < count; step++)
        {
            _bench.Labs.Step(_bench.LabPath, Quarter);
        }
    }

    private sealed class RefusingActs(MicroStatus.Acquisition.IFileActs inner) : MicroStatus.Acquisition.IFileActs
    {
        public void WriteFile(string path, ReadOnlySpan<byte> content)
        {
            if (Path.GetFileName(path) == "microstatus.local.json")
            {
                throw new IOException("No space left on device.");
            }

            inner.WriteFile(path, content);
        }

        public bool TryRename(string path, string newName) => inner.TryRename(path, newName);

        public void MakeFolder(string path) => inner.MakeFolder(path);

        public void Delete(string path) => inner.Delete(path);
    }
}

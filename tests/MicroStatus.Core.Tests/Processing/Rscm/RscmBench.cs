using Microsoft.Extensions.Time.Testing;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>A lab in memory with one RSCM dataset of two z-layers and two channels, and its stitching cluster and CBPy.</summary>
internal sealed class RscmBench
{
    public const string Folder = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1";
    public const string Hive = "/h20/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1";
    public const string Composites = Folder + "/composites_RSCM_v0.1";
    public const string CompositesOnHive = Hive + "/composites_RSCM_v0.1";
    public const string Queue = "/CBI_FastStore/clusterStitchTEST";
    public const string QueueName = "00012_klimstra-w_5CL18_8257_try2_stack1.txt";
    public const string Cbpy = "/CBI_FastStore/clusterPy";

    public static readonly DateTimeOffset Start = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);

    public RscmBench()
    {
        Files = new FakeFileTree(Start);
        Imaris = new FakeImarisFiles(Files);
        Files.AddFolder(Folder);
    }

    public FakeFileTree Files { get; }

    public FakeImarisFiles Imaris { get; }

    public FakeDask Dask { get; } = new();

    public StatusSettings Settings { get; set; } = new();

    public Dataset Row { get; set; } = new()
    {
        Id = 12,
        Name = "8257_try2_stack1",
        Pi = "klimstra-w",
        ClNumber = "5CL18",
        Path = Folder,
        Modality = "rscm",
        ImagingStatus = ImagingStatus.Finished,
        ZLayersTotal = 2,
        Channels = 2,
    };

    public ProcessingRecord? Record { get; set; }

    public List<ProcessingCommand> Commands { get; } = [];

    public DateTimeOffset Now => Files.Now;

    public IReadOnlyList<string> CompositeNames { get; set; } = ["composite_z0000_c488.tif", "composite_z0000_c561.tif", "composite_z0001_c488.tif", "composite_z0001_c561.tif"];

    public static string Job(int number) => $"{Composites}/job_{number}";

    public static string Ims(int number, bool onHive = true) => $"{(onHive ? CompositesOnHive : Composites)}/job_{number}/composites_RSCM_v0.1_job_{number}.ims";

    public void Pass(TimeSpan time)
    {
        _clock.Advance(time);
        Files.Now = _clock.GetUtcNow();
    }

    public void Pass(int minutes = 1) => Pass(TimeSpan.FromMinutes(minutes));

    public void Queued(string folder, string name = QueueName) => Files.Write($"{Queue}/{folder}/{name}", "rootDir=\"x\"\n");

    public void Raw(int count = 4, long size = 1000) => Write(Composites, count, size);

    public void Denoised(int job = 1, int count = 4, long size = 1000) => Write(Job(job), count, size);

    public void Active(string xml, string name = "a.xml") => Files.Write($"{Cbpy}/active/{name}", xml);

    public void ActiveIn(string folder, string name = "a.xml") => Active($"<job><x><outFilePathUnix> {folder}/ </outFilePathUnix></x></job>", name);

    public void Command(CommandState state, string? jobFolder = null, int? exitCode = null, string? output = null) => Commands.Add(new ProcessingCommand
    {
        RunId = $"r{Commands.Count}",
        Id = 12,
        Stage = StageKind.ImarisBuild,
        JobName = "imaris_00012",
        Arguments = ["/python", "/make.py", jobFolder ?? Job(1), "true"],
        State = state,
        Begun = Now,
        Ended = state is CommandState.Failed or CommandState.Succeeded ? Now : null,
        ExitCode = exitCode,
        Output = output,
        Log = "/logs/r.log",
    });

    public ProcessingSubject Subject() => new() { Row = Row, Folder = Folder, FolderOnHive = Hive, Record = Record, Commands = Commands };

    public async Task<IPipelineLook> BeginAsync() =>
        await new RscmPipeline(Settings, Files, Imaris, Dask, _clock).BeginAsync(TestContext.Current.CancellationToken);

    public async Task<ProcessingObservation> ObserveAsync() => (await BeginAsync()).Observe(Subject(), TestContext.Current.CancellationToken);

    public async Task<StageReading> ReadAsync(StageKind stage) => (await ObserveAsync()).Stages.Single(reading => reading.Stage == stage);

    /// <summary>One check: observes, decides, and remembers what a check remembers; the row follows.</summary>
    public async Task<ProcessingDecision> CheckAsync()
    {
        var observation = await ObserveAsync();
        var decision = ProcessingRules.Decide(Subject(), observation, Settings.Rscm.Processing.ProgressTimeout, Now);
        Record = new ProcessingRecord
        {
            Id = Row.Id,
            Stage = decision.Current?.Stage,
            Since = Now,
            Progress = decision.Current?.Progress,
            LastProgress = decision.LastProgress,
        };
        Row = Row with
        {
            ProcessingStatus = decision.Status,
            JobNumber = observation.Fields.TryGetValue(DatasetField.JobNumber, out var job) ? (string?)job : Row.JobNumber,
            ImarisFilePath = observation.Fields.TryGetValue(DatasetField.ImarisFilePath, out var file) ? (string?)file : Row.ImarisFilePath,
            ProcessingSummary = observation.Fields.TryGetValue(DatasetField.ProcessingSummary, out var summary) ? (string?)summary : Row.ProcessingSummary,
        };
        return decision;
    }

    private void Write(string folder, int count, long size)
    {
        foreach (var name in CompositeNames.Take(count))
        {
            Files.Write($"{folder}/{name}", "x");
            Files.WriteSize($"{folder}/{name}", size);
        }
    }

    /// <summary>A scheduler that says what a test wants.</summary>
    public sealed class FakeDask : IDaskScheduler
    {
        public DaskReading Reading { get; set; } = new(new DaskCounts(10, 1, 2, 7, 0, 0), new Uri("http://node1:8787/"), null);

        public int Calls { get; private set; }

        public Task<DaskReading> ReadAsync(CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(Reading);
        }
    }
}

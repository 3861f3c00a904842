using System.Text;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Cmdlet.Tests.Processing;

/// <summary>A lab with two datasets that wait for processing, one of each instrument, and the cmdlets of processing.</summary>
internal sealed class ProcessingLab : IDisposable
{
    public const string Rscm = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/8257_stack1";
    public const string MesoSpim = "/CBI_FastStore/Acquire/MesoSPIM/dutta/5CL20/KC34";
    public const string Stitch = "/CBI_FastStore/clusterStitchTEST";
    public const string QueueName = "00001_klimstra-w_5CL18_8257_stack1.txt";
    public const string Queued = Stitch + "/queueStitch/" + QueueName;

    public ProcessingLab()
    {
        Runner = new CmdletRunner(
            Backend,
            typeof(GetDatasetProcessingCommand),
            typeof(StartDatasetProcessingCommand),
            typeof(SuspendDatasetCommand),
            typeof(StartProcessingClusterCommand),
            typeof(StopProcessingClusterCommand),
            typeof(GetDatasetCommand));
        Backend.Files.AddFolder("/h20/Acquire").AddFolder(Rscm).AddFile($"{MesoSpim}/KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf", [1]);
        Database.Datasets.Add(Row(1, Rscm, "rscm", "klimstra-w", "5CL18") with { ZLayersTotal = 2, Channels = 1 });
        Database.Datasets.Add(Row(2, MesoSpim, "mesospim", "dutta", "5CL20"));
    }

    public FakeBackend Backend { get; } = new();

    public CmdletRunner Runner { get; }

    public FakeDatasetDatabase Database => Backend.Database;

    public FakeCluster Cluster => Backend.Cluster;

    public DateTimeOffset Now => Backend.Time.GetUtcNow();

    public static string Composites => Rscm + "/composites_RSCM_v0.1";

    public static Dataset Row(long id, string path, string modality, string pi, string clNumber) => new()
    {
        Id = id,
        Name = Path.GetFileName(path),
        Path = path,
        Pi = pi,
        ClNumber = clNumber,
        Modality = modality,
        ImagingStatus = ImagingStatus.Finished,
        ImagingStatusText = "finished",
        ProcessingStatusText = "not_started",
    };

    public Dataset this[long id] => Database.Datasets.Single(row => row.Id == id);

    public CmdletResult Run(string script) => Runner.Run(script);

    public IReadOnlyList<string> Complete(string line) => Runner
        .With("line", line)
        .Run("([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches | ForEach-Object CompletionText")
        .Of<string>();

    public void Change(long id, Func<Dataset, Dataset> change) => Database.Datasets[Database.Datasets.IndexOf(this[id])] = change(this[id]);

    public void Write(string path, string text = "x") => Backend.Files.AddFile(path, Encoding.UTF8.GetBytes(text));

    public string Read(string path) => Encoding.UTF8.GetString(Backend.Files.ReadFile(path, 100_000));

    /// <summary>A dataset that has failed, as a check has left it.</summary>
    public void Fail(long id, AttentionReason reason, StageKind stage)
    {
        Change(id, row => row with { ProcessingStatus = ProcessingStatus.NeedsAttention, ProcessingStatusText = "needs_attention", Paused = true });
        Database.OpenAttention.Add(new AttentionRecord(id, this[id].Path!, reason, Now.AddHours(-1), PausedByUs: true));
        Database.Processing.Records[id] = new ProcessingRecord { Id = id, Stage = stage, Since = Now.AddHours(-9), LastProgress = Now.AddHours(-9), Progress = "1" };
    }

    /// <summary>A command that was run for the mesoSPIM dataset.</summary>
    public void Ran(CommandState state) => Database.Processing.Commands.Add(new ProcessingCommand
    {
        RunId = "mesospim_00002-1",
        Id = 2,
        Stage = StageKind.Start,
        JobName = "mesospim_00002",
        Arguments = ["python"],
        State = state,
        Begun = Now.AddHours(-2),
        Ended = state is CommandState.Failed or CommandState.Succeeded ? Now.AddHours(-1) : null,
        ExitCode = state == CommandState.Failed ? 3 : null,
        Log = "/CBI_FastStore/tmp/processing_jobs/logs/mesospim_00002-1.log",
    });

    public void Happened(long id, string from, string to, double hoursAgo) => Database.Events.Add(new DatasetEvent
    {
        EventId = Database.Events.Count + 1,
        Time = Now.AddHours(-hoursAgo),
        Id = id,
        Name = $"{id}",
        Kind = EventKind.Processing,
        Field = "processing_status",
        From = from,
        To = to,
    });

    /// <summary>Nothing was written, submitted or cancelled.</summary>
    public void AssertUntouched()
    {
        Assert.Empty(Database.Applied);
        Assert.Empty(Backend.Files.Acts);
        Assert.Empty(Cluster.Submitted);
        Assert.Empty(Cluster.Stopped);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, Backend.DatabaseFilesOverride!.Opened);
    }

    public void Dispose() => Runner.Dispose();
}

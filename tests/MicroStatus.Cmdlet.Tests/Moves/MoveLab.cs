using System.Text;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Cmdlet.Tests.Moves;

/// <summary>A lab with two finished datasets on FastStore, room on Hive, and the cmdlets of moves.</summary>
internal sealed class MoveLab : IDisposable
{
    public const string Source = "/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/8257_stack1";
    public const string Destination = "/h20/Acquire/RSCM/klimstra-w/5CL18/8257_stack1";

    public MoveLab()
    {
        Runner = new CmdletRunner(
            Backend,
            typeof(StartDatasetMoveCommand),
            typeof(GetDatasetMoveCommand),
            typeof(StopDatasetMoveCommand),
            typeof(WaitDatasetMoveCommand),
            typeof(ResumeDatasetCommand),
            typeof(GetDatasetCommand));
        Backend.Files.AddFolder("/h20/Acquire").AddFile(Source + "/a.tif", new byte[300]).AddFile(Source + "/deep/b.tif", new byte[200]).AddFile(Other + "/c.tif", new byte[9]);
        Backend.Volumes.Spaces["/h20/Acquire"] = new VolumeSpace(1000, 400, 500);
        Database.Datasets.Add(Finished(1, Source));
        Database.Datasets.Add(Finished(2, Other));
    }

    public static string Other => "/CBI_FastStore/Acquire/RSCM/dutta/5CL20/D9_stack1";

    public FakeBackend Backend { get; } = new();

    public CmdletRunner Runner { get; }

    public FakeDatasetDatabase Database => Backend.Database;

    public FakeCluster Cluster => Backend.Cluster;

    public DatasetMove Move => Database.Moves.Find(new MoveFilter { Ids = [1] })[0];

    public Dataset Row => Database.Datasets.Single(row => row.Id == 1);

    public static Dataset Finished(long id, string path) => new()
    {
        Id = id,
        Name = Path.GetFileName(path),
        Path = path,
        Pi = "klimstra-w",
        ClNumber = "5CL18",
        Modality = "rscm",
        ImagingStatus = ImagingStatus.Finished,
        ImagingStatusText = "finished",
        ProcessingStatus = ProcessingStatus.Finished,
        ProcessingStatusText = "finished",
        Created = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A move of the first dataset in a state.</summary>
    public static DatasetMove InState(MoveState state, long moveId = 1) => new()
    {
        MoveId = moveId,
        Id = 1,
        Name = "8257_stack1",
        Source = Source,
        Destination = Destination,
        State = state,
        Origin = MoveOrigin.Check,
        Proof = MoveProof.Hashes,
        RunId = "r1",
        Runs = 4,
        WorkFolder = "/CBI_FastStore/tmp/move_jobs/work/1",
        JobId = "7",
        JobName = "move_00001",
        Begun = new DateTimeOffset(2026, 9, 14, 11, 0, 0, TimeSpan.Zero),
    };

    public CmdletResult Run(string script) => Runner.Run(script);

    /// <summary>Changes the first dataset's row.</summary>
    public void Change(Func<Dataset, Dataset> change) => Database.Datasets[0] = change(Database.Datasets[0]);

    /// <summary>What a job does to the stores when it ends well.</summary>
    public void PlayMove()
    {
        Backend.Files.Remove(Source);
        Backend.Files.AddFile(Destination + "/a.tif", []);
        Write("complete/00001_klimstra-w_5CL18_8257_stack1.done", Destination + "\n");
        Cluster.Jobs.Clear();
    }

    public void Write(string name, string text) => Backend.Files.AddFile("/CBI_FastStore/tmp/move_jobs/" + name, Encoding.UTF8.GetBytes(text));

    public void Dispose() => Runner.Dispose();
}

using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Names everything that one run of a copy from Hive back to FastStore needs. Pure.</summary>
/// <remarks>Its files lie in the moves' folder and begin with <c>restore_</c>: the moves' own begin with an id (lab.md §8).</remarks>
/// <param name="settings">The settings.</param>
public sealed class RetrievalPlanner(StatusSettings settings)
{
    private const int MostSecondsBetweenHeartbeats = 30;

    /// <summary>Plans a run.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="act">From where to where.</param>
    /// <param name="begun">When the run was begun.</param>
    /// <returns>The plan; its move stands for the run's traces, and is never recorded.</returns>
    public MovePlan Plan(Dataset row, RetrievalAct act, DateTimeOffset begun)
    {
        var job = string.Create(CultureInfo.InvariantCulture, $"restore_{row.Id:D5}");
        var name = $"{job}_{act.Stamp}";
        var move = new DatasetMove
        {
            Id = row.Id,
            Name = row.Name,
            Source = act.From,
            Destination = act.To,
            State = MoveState.Running,
            Origin = MoveOrigin.Person,
            Proof = MoveProof.Hashes,
            RunId = act.RunId,
            WorkFolder = In(settings.Moves.WorkFolder, name),
            Log = In(settings.Moves.LogsFolder, name + settings.Moves.LogEnding),
            JobName = job,
            Begun = begun,
        };
        return new MovePlan(move, JobOf(move, name), RequestOf(move, In(settings.Moves.ScriptsFolder, $"{name}.{act.RunId}{settings.Moves.ScriptEnding}")));
    }

    private MoveJob JobOf(DatasetMove move, string name) => new()
    {
        MoveId = name,
        RunId = move.RunId,
        Source = move.Source,
        SourceAcquire = settings.Storage.Hive.AcquirePath,
        DestinationAcquire = settings.Storage.FastStore.AcquirePath,
        DestinationParent = Path.GetDirectoryName(move.Destination)!,
        DestinationName = Path.GetFileName(move.Destination),
        CopySuffix = settings.Moves.CopySuffix,
        WorkFolder = move.WorkFolder!,
        Log = move.Log!,
        DoneMarker = In(settings.Moves.CompleteFolder, name + settings.Moves.DoneEnding),
        ErrorMarker = In(settings.Moves.ErrorFolder, name + settings.Moves.ErrorEnding),
        TrashRoot = string.Empty,
        TrashEntry = string.Empty,
        TrashMarkerEnding = settings.Trash.MarkerEnding,
        CopyCommand = settings.Moves.CopyCommand,
        Proof = move.Proof,
        KeepsSource = true,
        OnlyName = true,
        HashProcesses = settings.Cluster.Cpus,
        HeartbeatInterval = TimeSpan.FromSeconds(Math.Clamp(Math.Floor(settings.Moves.HeartbeatTimeout.TotalSeconds / 3), 1, MostSecondsBetweenHeartbeats)),
        OwnerTimeout = settings.Moves.HeartbeatTimeout,
        TimeResolution = settings.Moves.TimeResolution,
    };

    private ClusterJobRequest RequestOf(DatasetMove move, string script) => new()
    {
        Name = move.JobName,
        Comment = move.RunId,
        ScriptPath = script,
        LogPath = move.Log!,
        WorkingFolder = settings.Moves.Folder,
        Partition = settings.Cluster.Partition,
        Cpus = settings.Cluster.Cpus,
        MemoryGigabytes = settings.Cluster.MemoryGigabytes,
    };

    private string In(string folder, string name) => Path.Join(settings.Moves.Folder, folder, name);
}

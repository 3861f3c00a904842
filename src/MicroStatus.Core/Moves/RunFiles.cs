using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Moves.Job;

namespace MicroStatus.Moves;

/// <summary>What every run of the script has in common, whichever way a dataset goes: its files below the moves' folder, its numbers, its job. Pure.</summary>
/// <param name="settings">The settings.</param>
internal sealed class RunFiles(StatusSettings settings)
{
    private const int MostSecondsBetweenHeartbeats = 30;

    /// <summary>A path below the moves' folder.</summary>
    /// <param name="folder">The folder there.</param>
    /// <param name="name">The file's name.</param>
    /// <returns>The path.</returns>
    public string In(string folder, string name) => Path.Join(settings.Moves.Folder, folder, name);

    /// <summary>What a run's script needs; of the trash it knows only the endings.</summary>
    /// <param name="move">The run.</param>
    /// <param name="moveId">Tells the move from others in all of its runs.</param>
    /// <param name="name">What its files are named.</param>
    /// <param name="from">The store that it comes from.</param>
    /// <param name="to">The store that it goes to.</param>
    /// <returns>The job.</returns>
    public MoveJob JobOf(DatasetMove move, string moveId, string name, StoreSettings from, StoreSettings to) => new()
    {
        MoveId = moveId,
        RunId = move.RunId,
        Source = move.Source,
        SourceAcquire = from.AcquirePath,
        DestinationAcquire = to.AcquirePath,
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
        HashProcesses = settings.Cluster.Cpus,
        HeartbeatInterval = TimeSpan.FromSeconds(Math.Clamp(Math.Floor(settings.Moves.HeartbeatTimeout.TotalSeconds / 3), 1, MostSecondsBetweenHeartbeats)),
        OwnerTimeout = settings.Moves.HeartbeatTimeout,
        TimeResolution = settings.Moves.TimeResolution,
    };

    /// <summary>The job of a run; its script carries the run's name and is never rewritten.</summary>
    /// <param name="move">The run.</param>
    /// <param name="name">What its files are named.</param>
    /// <returns>The request.</returns>
    public ClusterJobRequest RequestOf(DatasetMove move, string name) => new()
    {
        Name = move.JobName,
        Comment = move.RunId,
        ScriptPath = In(settings.Moves.ScriptsFolder, $"{name}.{move.RunId}{settings.Moves.ScriptEnding}"),
        LogPath = move.Log!,
        WorkingFolder = settings.Moves.Folder,
        Partition = settings.Cluster.Partition,
        Cpus = settings.Cluster.Cpus,
        MemoryGigabytes = settings.Cluster.MemoryGigabytes,
    };
}

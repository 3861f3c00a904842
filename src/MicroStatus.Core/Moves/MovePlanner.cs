using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Names everything that one run of a move needs (lab.md §8, §9). Pure.</summary>
/// <param name="settings">The settings.</param>
public sealed class MovePlanner(StatusSettings settings)
{
    private const int MostSecondsBetweenHeartbeats = 30;

    private readonly MoveNames _names = new(settings.Moves, settings.Discovery.NoPi);

    /// <summary>Plans a run.</summary>
    /// <param name="row">The dataset; its path is one of FastStore.</param>
    /// <param name="last">Its newest move, or null: one that failed, was given up or stopped goes on where it was.</param>
    /// <param name="origin">Who begins it; a person's word begins the count of tries anew.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The path is not one of FastStore.</exception>
    public MovePlan Plan(Dataset row, DatasetMove? last, MoveOrigin origin, DateTimeOffset now)
    {
        var place = StorePath.Of(row.Path, settings.Storage);
        if (place is not { Kind: StorePathKind.OnFastStore, Path: { } source, RelativePath: { } relative })
        {
            throw new ArgumentException("The dataset's path is not one of FastStore.", nameof(row));
        }

        var earlier = GoesOn(last, source) ? last : null;
        var begun = earlier?.Begun ?? now;
        var runs = (earlier?.Runs ?? 0) + 1;
        var name = _names.BaseName(row);
        var destination = Path.Join(settings.Storage.Hive.AcquirePath, relative);
        var move = new DatasetMove
        {
            MoveId = earlier?.MoveId ?? 0,
            Id = row.Id,
            Name = row.Name,
            Source = source,
            Destination = destination,
            State = MoveState.Submitting,
            Origin = origin,
            Proof = settings.Moves.Proof,
            RunId = string.Create(CultureInfo.InvariantCulture, $"{row.Id:D5}-{Time(now)}-{runs}"), // what is left of a run is found by it, on its node
            Runs = runs,
            Tries = origin == MoveOrigin.Person ? 1 : (earlier?.Tries ?? 0) + 1,
            FormerStatus = earlier?.FormerStatus,
            WorkFolder = earlier?.WorkFolder ?? Path.Join(In(settings.Moves.WorkFolder), $"{name}-{Time(begun)}"),
            Log = In(settings.Moves.LogsFolder, name + settings.Moves.LogEnding),
            TrashEntry = earlier?.TrashEntry
                ?? Path.Join(settings.Storage.FastStore.TrashPath, new TrashNames(settings.Trash).PathOf(relative, TrashKind.Moved, row.Id, now)),
            JobName = _names.JobName(row.Id),
            Begun = begun,
            Submitted = now,
        };
        var job = JobOf(move, name);
        return new MovePlan(move, job, RequestOf(move, In(settings.Moves.ScriptsFolder, $"{name}.{move.RunId}{settings.Moves.ScriptEnding}")));
    }

    private static bool GoesOn(DatasetMove? last, string source) =>
        last is { HasEndedBadly: true, Origin: not MoveOrigin.WebPage } && last.Source == source;

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private MoveJob JobOf(DatasetMove move, string name) => new()
    {
        MoveId = string.Create(CultureInfo.InvariantCulture, $"{move.Id:D5}-{Time(move.Begun)}"),
        RunId = move.RunId,
        Source = move.Source,
        SourceAcquire = settings.Storage.FastStore.AcquirePath,
        DestinationAcquire = settings.Storage.Hive.AcquirePath,
        DestinationParent = Path.GetDirectoryName(move.Destination)!,
        DestinationName = Path.GetFileName(move.Destination),
        CopySuffix = settings.Moves.CopySuffix,
        WorkFolder = move.WorkFolder!,
        Log = move.Log!,
        DoneMarker = In(settings.Moves.CompleteFolder, name + settings.Moves.DoneEnding),
        ErrorMarker = In(settings.Moves.ErrorFolder, name + settings.Moves.ErrorEnding),
        TrashRoot = settings.Storage.FastStore.TrashPath,
        TrashEntry = move.TrashEntry!,
        TrashMarkerEnding = settings.Trash.MarkerEnding,
        CopyCommand = settings.Moves.CopyCommand,
        Proof = move.Proof,
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

    private string In(params ReadOnlySpan<string> parts) => Path.Join([settings.Moves.Folder, .. parts]);
}

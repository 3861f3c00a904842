namespace MicroStatus.Moves.Job;

/// <summary>Everything that the script of one run of a move needs (lab.md §8). All paths are absolute.</summary>
/// <remarks>A move may take several runs: what belongs to the move is the same in each of them, and each has a <see cref="RunId"/> and a
/// script of its own.</remarks>
public sealed record MoveJob
{
    /// <summary>The move, the same in all of its runs: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required string MoveId { get; init; }

    /// <summary>This run, of the same characters.</summary>
    public required string RunId { get; init; }

    /// <summary>The dataset's folder.</summary>
    public required string Source { get; init; }

    /// <summary>The folder of the acquisitions on the source's store: the store counts as mounted when it is there (lab.md §1).</summary>
    public required string SourceAcquire { get; init; }

    /// <summary>The folder of the acquisitions on the destination's store.</summary>
    public required string DestinationAcquire { get; init; }

    /// <summary>The folder in which the dataset is to lie; made when it isn't there.</summary>
    public required string DestinationParent { get; init; }

    /// <summary>The name that the dataset is to have there.</summary>
    public required string DestinationName { get; init; }

    /// <summary>Where the copy grows until it is proven, as the script names it.</summary>
    public string Staging => Path.Join(DestinationParent, $".{DestinationName}.{MoveId}.moving");

    /// <summary>What is added to the name when something has it already; <c>{Number}</c> counts from 2.</summary>
    public required string CopySuffix { get; init; }

    /// <summary>The move's own folder, the same in all of its runs; its parent exists.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The log, to which every run appends; its folder exists.</summary>
    public required string Log { get; init; }

    /// <summary>The done marker: one line, the final destination. Its folder exists.</summary>
    public required string DoneMarker { get; init; }

    /// <summary>The error marker, read by <see cref="MoveError"/>. Its folder exists.</summary>
    public required string ErrorMarker { get; init; }

    /// <summary>The source store's trash.</summary>
    public required string TrashRoot { get; init; }

    /// <summary>The entry that the source is to become there. A later run keeps the entry of an earlier one when that is free.</summary>
    public required string TrashEntry { get; init; }

    /// <summary>Ending of the entry's marker.</summary>
    public required string TrashMarkerEnding { get; init; }

    /// <summary>Ending of the entry's copy of the manifest.</summary>
    public string TrashManifestEnding { get; init; } = MoveManifest.TrashEnding;

    /// <summary>Ending of the listing of the proven copy, which lies beside the entry too.</summary>
    public string TrashCopyEnding { get; init; } = MoveManifest.CopyEnding;

    /// <summary>The command that copies, rclone 1.60 or later, as words.</summary>
    public required IReadOnlyList<string> CopyCommand { get; init; }

    /// <summary>What shows that the copy is whole.</summary>
    public MoveProof Proof { get; init; } = MoveProof.Hashes;

    /// <summary>Whether a dataset without any file or link may move.</summary>
    public bool AllowsEmpty { get; init; }

    /// <summary>The source stays where and as it is: the run ends once the proven copy has its name. Nothing of the trash is used, and the trash's paths
    /// are empty.</summary>
    public bool KeepsSource { get; init; }

    /// <summary>When something has the destination's name already, the run is refused (<see cref="MoveExitCode.DestinationRefused"/>) instead of taking
    /// the name with <see cref="CopySuffix"/>.</summary>
    public bool OnlyName { get; init; }

    /// <summary>Files copied at once.</summary>
    public int Transfers { get; init; } = 4;

    /// <summary>Files compared at once while copying.</summary>
    public int Checkers { get; init; } = 8;

    /// <summary>Files hashed at once.</summary>
    public int HashProcesses { get; init; } = 4;

    /// <summary>How often the heartbeat is touched, in whole seconds.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Age of the heartbeat from which a run on another host counts as dead. On the same host its process decides.</summary>
    public TimeSpan OwnerTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The coarsest time that the source's file system tells: a change within it could go unseen, so that hashing waits for it. BeeGFS
    /// counts whole seconds.</summary>
    public TimeSpan TimeResolution { get; init; } = TimeSpan.FromSeconds(2);
}

namespace MicroStatus.Moves.Job;

/// <summary>How a run of a move's script has ended. In every case but <see cref="Done"/>, nothing of the source was deleted.</summary>
public enum MoveExitCode
{
    /// <summary>The dataset is at its destination, the source in the trash, the done marker written.</summary>
    Done = 0,

    /// <summary>Something that no other code names; the log says which command.</summary>
    Unexpected = 1,

    /// <summary>Another run is at work on this move. It alone writes markers: this run has written none.</summary>
    Busy = 20,

    /// <summary>A store is not mounted. There is an error marker only when the markers' folder was there.</summary>
    StoreAbsent = 21,

    /// <summary>The source is not there, is no folder, or cannot be listed or read whole.</summary>
    SourceMissing = 22,

    /// <summary>The source holds what can't be moved: a device, a socket, a link that leaves it; or no file at all. The next run would say the same.</summary>
    SourceRefused = 23,

    /// <summary>The source has changed since it was listed. The next run lists it anew and copies what has changed.</summary>
    SourceChanged = 24,

    /// <summary>The destination has no room.</summary>
    NoRoom = 25,

    /// <summary>Copying has failed. Staging stays, the next run goes on there.</summary>
    CopyFailed = 26,

    /// <summary>The copy was not what the manifest says, twice; or a copy that others have made is not what lies in the trash.</summary>
    ProofFailed = 27,

    /// <summary>The destination's folder or name can't be used.</summary>
    DestinationRefused = 28,

    /// <summary>The trash can't take the source: its entry exists, it is on another file system, or can't be written to. The copy may have
    /// its final name already; the next run goes on from there.</summary>
    TrashRefused = 29,

    /// <summary>What is on disk can't come from this move alone: a person must look.</summary>
    Inconsistent = 30,

    /// <summary>Cancelled by a signal. Staging stays, the next run goes on there.</summary>
    Cancelled = 143,
}

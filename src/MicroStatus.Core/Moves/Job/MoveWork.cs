namespace MicroStatus.Moves.Job;

/// <summary>Names of the files in a move's own folder.</summary>
public static class MoveWork
{
    /// <summary>The manifest, read by <see cref="MoveManifest"/>.</summary>
    public const string Manifest = "manifest";

    /// <summary>The listing of the proven copy, read by <see cref="MoveManifest"/> too: no hashes, the copy's own inodes and times.</summary>
    public const string Copy = "copy";

    /// <summary>The journal, read by <see cref="MoveJournalLine"/>.</summary>
    public const string Journal = "journal";

    /// <summary>Touched all the while a run lives.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>rclone's log, a JSON object a line; objects with <c>stats</c> tell bytes, speed and ETA. Each copy begins it anew.</summary>
    public const string Progress = "progress.log";

    /// <summary>A folder that is there while a run owns the move; its file <c>run</c> holds run, host, process and the process's start.</summary>
    public const string Owner = "owner";

    /// <summary>The path of the trash entry that was chosen, without a line feed.</summary>
    public const string TrashEntry = "trash-entry";
}

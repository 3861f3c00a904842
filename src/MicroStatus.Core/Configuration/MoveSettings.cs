using MicroStatus.Moves;

namespace MicroStatus.Configuration;

/// <summary>Moves from FastStore to Hive (lab.md §8).</summary>
public sealed record MoveSettings
{
    /// <summary>When moves may start.</summary>
    [Setting("When moves may start.")]
    public MoveWindowSettings Window { get; init; } = new();

    /// <summary>Publishing of Imaris files on Hive.</summary>
    [Setting("Publishing of Imaris files on Hive.")]
    public PublishSettings Publish { get; init; } = new();

    /// <summary>Folder of the moves' scripts, logs and markers.</summary>
    [Setting("Folder of the moves' scripts, logs and markers.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/CBI_FastStore/tmp/move_jobs";

    /// <summary>Job scripts, below the moves' folder.</summary>
    [Setting("Job scripts, below the moves' folder.", Kind = SettingKind.RelativePath)]
    public string ScriptsFolder { get; init; } = "scripts";

    /// <summary>Job logs, below the moves' folder.</summary>
    [Setting("Job logs, below the moves' folder.", Kind = SettingKind.RelativePath)]
    public string LogsFolder { get; init; } = "logs";

    /// <summary>Done markers, below the moves' folder.</summary>
    [Setting("Done markers, below the moves' folder.", Kind = SettingKind.RelativePath)]
    public string CompleteFolder { get; init; } = "complete";

    /// <summary>Error markers, below the moves' folder.</summary>
    [Setting("Error markers, below the moves' folder.", Kind = SettingKind.RelativePath)]
    public string ErrorFolder { get; init; } = "error";

    /// <summary>Base name of a move's files, before unsafe characters are replaced.</summary>
    [Setting("Base name of a move's files, before unsafe characters are replaced.", Needs = ["Id5"], Allows = ["Pi", "ClNumber", "Name"])]
    public string BaseName { get; init; } = "{Id5}_{Pi}_{ClNumber}_{Name}";

    /// <summary>Runs of characters in a base name that one replacement stands for.</summary>
    [Setting("Runs of characters in a base name that one replacement stands for.", Kind = SettingKind.Pattern)]
    public string UnsafePattern { get; init; } = @"[^A-Za-z0-9._-]+";

    /// <summary>What a run of unsafe characters becomes.</summary>
    [Setting("What a run of unsafe characters becomes.", Kind = SettingKind.FileName)]
    public string UnsafeReplacement { get; init; } = "_";

    /// <summary>Name of a move's SLURM job.</summary>
    [Setting("Name of a move's SLURM job.", Needs = ["Id5"])]
    public string JobName { get; init; } = "move_{Id5}";

    /// <summary>Name of the SLURM job that copies a dataset from Hive back to FastStore.</summary>
    [Setting("Name of the SLURM job that copies a dataset from Hive back to FastStore.", Needs = ["Id5"])]
    public string RestoreJobName { get; init; } = "restore_{Id5}";

    /// <summary>Name of the SLURM job that compares a copy which the web page has made with what lies in the trash.</summary>
    [Setting("Name of the SLURM job that compares a copy which the web page has made with what lies in the trash.", Needs = ["Id5"])]
    public string ProofJobName { get; init; } = "verify_{Id5}";

    /// <summary>Ending of a job script.</summary>
    [Setting("Ending of a job script.")]
    public string ScriptEnding { get; init; } = ".sbatch.sh";

    /// <summary>Ending of a job's log.</summary>
    [Setting("Ending of a job's log.")]
    public string LogEnding { get; init; } = ".log";

    /// <summary>Ending of a done marker; the marker holds the final destination path.</summary>
    [Setting("Ending of a done marker; the marker holds the final destination path.")]
    public string DoneEnding { get; init; } = ".done";

    /// <summary>Ending of an error marker; the marker holds the reason and the exit code.</summary>
    [Setting("Ending of an error marker; the marker holds the reason and the exit code.")]
    public string ErrorEnding { get; init; } = ".error";

    /// <summary>Command that copies and compares; its arguments are added.</summary>
    [Setting("Command that copies and compares; its arguments are added.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> CopyCommand { get; init; } = ["rclone"];

    /// <summary>Age since creation at which a dataset still on FastStore moves although it isn't processed.</summary>
    [Setting("Age since creation at which a dataset still on FastStore moves although it isn't processed.", Min = 3600, Max = 315360000)]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often stale datasets are looked for.</summary>
    [Setting("How often stale datasets are looked for.", Min = 60, Max = 2678400)]
    public TimeSpan StaleInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A stale dataset that changed more recently than this stays.</summary>
    [Setting("A stale dataset that changed more recently than this stays.", Min = 0, Max = 31536000)]
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often a failed move is tried again before a person is needed.</summary>
    [Setting("How often a failed move is tried again before a person is needed.", Min = 0, Max = 100)]
    public int Retries { get; init; } = 3;

    /// <summary>Pause before the first retry; each further one is twice as long.</summary>
    [Setting("Pause before the first retry; each further one is twice as long.", Min = 0, Max = 604800)]
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What is added to a destination that exists already, counting from 2.</summary>
    [Setting("What is added to a destination that exists already, counting from 2.", Kind = SettingKind.FileName, Needs = ["Number"])]
    public string CopySuffix { get; init; } = "_{Number}";

    /// <summary>Manifests, journals and heartbeats of moves, below the moves' folder.</summary>
    [Setting("Manifests, journals and heartbeats of moves, below the moves' folder.", Kind = SettingKind.RelativePath)]
    public string WorkFolder { get; init; } = "work";

    /// <summary>Most moves at once.</summary>
    [Setting("Most moves at once.", Min = 1, Max = 1000)]
    public int Limit { get; init; } = 2;

    /// <summary>What proves a copy before its source goes to the trash.</summary>
    [Setting("What proves a copy before its source goes to the trash: Hashes reads every file at the destination; Sizes trusts the copy, and its trash is kept twice as long.")]
    public MoveProof Proof { get; init; } = MoveProof.Hashes;

    /// <summary>Age of a heartbeat from which on a job that nothing else is known of counts as lost.</summary>
    [Setting("Age of a heartbeat from which on a job that nothing else is known of counts as lost.", Min = 3, Max = 86400)]
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a job must be lost before its move has failed.</summary>
    [Setting("How long a job must be lost before its move has failed.", Min = 0, Max = 604800)]
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The coarsest time that FastStore's file system tells: a change within it could go unseen, so that hashing waits for it.</summary>
    [Setting("The coarsest time that FastStore's file system tells: a change within it could go unseen, so that hashing waits for it.", Min = 0, Max = 60)]
    public TimeSpan TimeResolution { get; init; } = TimeSpan.FromSeconds(2);
}

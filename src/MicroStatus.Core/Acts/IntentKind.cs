namespace MicroStatus.Acts;

/// <summary>Kinds of <see cref="Intent"/>.</summary>
public static class IntentKind
{
    /// <summary>A move's job is submitted.</summary>
    public const string MoveSubmit = "move-submit";

    /// <summary>A move's job is cancelled.</summary>
    public const string MoveCancel = "move-cancel";

    /// <summary>A folder is brought back from the trash.</summary>
    public const string TrashRestore = "trash-restore";

    /// <summary>A dataset is copied back from Hive.</summary>
    public const string HiveRestore = "hive-restore";

    /// <summary>A copy that the web page has made is compared with what lies in the trash.</summary>
    public const string MoveProof = "move-proof";

    /// <summary>An entry of the trash is deleted for good.</summary>
    public const string TrashDelete = "trash-delete";

    /// <summary>An Imaris file is moved to where the public may read it.</summary>
    public const string Publish = "publish";

    /// <summary>A dataset's file is written into the stitching queue.</summary>
    public const string Enqueue = "enqueue";

    /// <summary>A command of the lab is run.</summary>
    public const string Command = "command";

    /// <summary>The jobs of a service are cancelled.</summary>
    public const string ServiceStop = "service-stop";

    /// <summary>Parts of a dataset's folder go to the trash.</summary>
    public const string Discard = "discard";

    /// <summary>The metadata of an OME-Zarr group are zipped.</summary>
    public const string MetadataBackup = "metadata-backup";

    /// <summary>Microscope time is posted to the scheduler.</summary>
    public const string UsagePost = "usage-post";

    /// <summary>Mail about a report of microscope time that failed.</summary>
    public const string UsageMail = "usage-mail";

    /// <summary>An analysis task gets its name.</summary>
    public const string AnalysisTask = "analysis-task";
}

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

    /// <summary>An entry of the trash is deleted for good.</summary>
    public const string TrashDelete = "trash-delete";

    /// <summary>An Imaris file is moved to where the public may read it.</summary>
    public const string Publish = "publish";
}

namespace MicroStatus.Storage;

/// <summary>Why something is in the trash, as its entry's name says (lab.md §9).</summary>
public static class TrashKind
{
    /// <summary>A dataset's folder after its move.</summary>
    public const string Moved = "moved";

    /// <summary>An intermediate product that is no longer needed.</summary>
    public const string Cleanup = "cleanup";

    /// <summary>A colour that was not wanted.</summary>
    public const string Channel = "channel";
}

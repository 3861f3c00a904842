namespace MicroStatus.Moves.Rules;

/// <summary>The rules that hold a move back (lab.md §8), each a stable word.</summary>
public static class MoveRule
{
    /// <summary>It is on Hive already.</summary>
    public const string Moved = "moved";

    /// <summary>A move is under way.</summary>
    public const string Moving = "moving";

    /// <summary>A demo dataset is never touched.</summary>
    public const string Demo = "demo";

    /// <summary>Its path is not one of FastStore.</summary>
    public const string Place = "place";

    /// <summary>A store is absent.</summary>
    public const string Store = "store";

    /// <summary>Its folder is not there.</summary>
    public const string Source = "source";

    /// <summary>A person holds it back.</summary>
    public const string Hold = "hold";

    /// <summary>A person has paused it.</summary>
    public const string Paused = "paused";

    /// <summary>It is being imaged.</summary>
    public const string Imaging = "imaging";

    /// <summary>Its processing has not finished, and it is not stale.</summary>
    public const string Processing = "processing";

    /// <summary>It changed a short while ago.</summary>
    public const string RecentChange = "recent-change";

    /// <summary>It waits in a queue of the processing.</summary>
    public const string Queued = "queued";

    /// <summary>A file of it grows.</summary>
    public const string GrowingFile = "growing-file";

    /// <summary>Its move failed as often as it may.</summary>
    public const string GaveUp = "gave-up";

    /// <summary>A pause after a failed move.</summary>
    public const string Retry = "retry";

    /// <summary>The move window is closed.</summary>
    public const string Window = "window";

    /// <summary>As many moves as may be are under way.</summary>
    public const string Limit = "limit";
}

namespace MicroStatus.Moves;

/// <summary>What a dataset's moves have left below the moves' folder (lab.md §8).</summary>
/// <param name="Script">Its newest job script, or null.</param>
/// <param name="Log">Its log, or null.</param>
/// <param name="Done">Its done marker, or null: the move has ended well.</param>
/// <param name="Error">Its error marker, or null: the move has failed.</param>
public sealed record MoveTraces(string? Script, string? Log, string? Done, string? Error)
{
    /// <summary>There are none.</summary>
    public static MoveTraces None { get; } = new(null, null, null, null);
}

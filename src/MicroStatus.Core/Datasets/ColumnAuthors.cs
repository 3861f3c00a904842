namespace MicroStatus.Datasets;

/// <summary>Who changes which column of the shared table <c>dataset</c>, as far as a column can tell (lab.md §5, §6).</summary>
public static class ColumnAuthors
{
    /// <summary>Another monitor: statuses, counts, times and places, which only a program that looks at files derives.</summary>
    public const string Monitor = "another monitor";

    /// <summary>A person, by the web page or by hand.</summary>
    public const string Person = "a person";

    private const string Paused = "paused";

    // What the web page lets people edit; it sets moving when it submits a move (lab.md §8).
    private static readonly string[] PersonColumns = ["name", "cl_number", "pi", "keep_composites", "delete_405", "moving", Paused, "public"];

    private static readonly string[] StatusColumns = ["imaging_status", "processing_status"];

    private static readonly string[] RunningColumns =
        ["z_layers_current", "z_layers_checked", "ribbons_finished", "tiles_finished", "imaging_summary", "processing_summary"];

    /// <summary>Whose change it probably was.</summary>
    /// <param name="column">The column.</param>
    /// <param name="together">All columns of the row that changed since the last look.</param>
    /// <returns><see cref="Monitor"/> or <see cref="Person"/>.</returns>
    public static string Of(string column, IReadOnlyCollection<string> together)
    {
        // A monitor sets paused along with the status it decides (lab.md §5).
        var isPerson = PersonColumns.Contains(column, StringComparer.OrdinalIgnoreCase)
            && !(column == Paused && together.Any(other => StatusColumns.Contains(other, StringComparer.OrdinalIgnoreCase)));
        return isPerson ? Person : Monitor;
    }

    /// <summary>Whether a column goes on changing while a dataset is imaged or processed, so that its steps are told as one.</summary>
    /// <param name="column">The column.</param>
    /// <returns>True for counts and summaries.</returns>
    public static bool IsRunning(string? column) => RunningColumns.Contains(column, StringComparer.OrdinalIgnoreCase);
}

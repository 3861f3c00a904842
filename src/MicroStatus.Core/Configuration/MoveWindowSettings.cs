namespace MicroStatus.Configuration;

/// <summary>When moves may start, in the lab's time zone (lab.md §8).</summary>
public sealed record MoveWindowSettings
{
    /// <summary>Moves start in the window only. Off: at any time.</summary>
    [Setting("Moves start in the window only. Off: at any time.")]
    public bool Enabled { get; init; } = false;

    /// <summary>Time of day at which the window opens.</summary>
    [Setting("Time of day at which the window opens.")]
    public TimeOnly Start { get; init; } = new(17, 0);

    /// <summary>Time of day at which the window closes; before the start: on the next day.</summary>
    [Setting("Time of day at which the window closes; before the start: on the next day.")]
    public TimeOnly End { get; init; } = new(6, 0);

    /// <summary>Days that belong to the window as a whole.</summary>
    [Setting("Days that belong to the window as a whole.")]
    public IReadOnlyList<DayOfWeek> WholeDays { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];
}

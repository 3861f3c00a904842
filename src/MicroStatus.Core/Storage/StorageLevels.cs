using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Which level of shortage follows from the used space (lab.md §7). Pure.</summary>
public static class StorageLevels
{
    private static readonly StorageLevel[] Warnings = [StorageLevel.First, StorageLevel.Second, StorageLevel.Critical];

    /// <summary>The level after a measurement: entered at its threshold, left as far below it as the settings say.</summary>
    /// <remarks>A fall through several levels ends where a slow fall would have ended, however seldom is measured.</remarks>
    /// <param name="level">The level so far.</param>
    /// <param name="percent">Used space in percent.</param>
    /// <param name="settings">The thresholds.</param>
    /// <returns>The level now.</returns>
    public static StorageLevel Next(StorageLevel level, int percent, StorageWarningSettings settings)
    {
        var entered = Highest(threshold => percent >= threshold, settings);
        var held = Highest(threshold => percent > threshold - settings.Hysteresis, settings);
        return Higher(entered, held < level ? held : level);
    }

    /// <summary>The used space at which a level is entered.</summary>
    /// <param name="level">A level above <see cref="StorageLevel.None"/>.</param>
    /// <param name="settings">The thresholds.</param>
    /// <returns>Percent.</returns>
    public static int Threshold(StorageLevel level, StorageWarningSettings settings) => level switch
    {
        StorageLevel.First => settings.First,
        StorageLevel.Second => settings.Second,
        StorageLevel.Critical => settings.Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No threshold leads to this level."),
    };

    /// <summary>The next level up.</summary>
    /// <param name="level">A level.</param>
    /// <returns>The level above; null above the highest.</returns>
    public static StorageLevel? Above(StorageLevel level) => level == StorageLevel.Critical ? null : level + 1;

    private static StorageLevel Highest(Func<int, bool> isReached, StorageWarningSettings settings) =>
        Warnings.LastOrDefault(level => isReached(Threshold(level, settings)));

    private static StorageLevel Higher(StorageLevel one, StorageLevel other) => one > other ? one : other;
}

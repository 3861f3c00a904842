namespace MicroStatus.Configuration;

/// <summary>How many daily backups of the database are kept.</summary>
public sealed record RetentionSettings
{
    /// <summary>Days that keep their backup.</summary>
    [Setting("Days whose backup is kept, counted over the days that have one.", Min = 1, Max = 36500)]
    public int Daily { get; init; } = 14;

    /// <summary>Weeks that keep their newest backup.</summary>
    [Setting("Weeks (Monday to Sunday) whose newest backup is kept, counted over the weeks that have one.", Min = 0, Max = 5200)]
    public int Weekly { get; init; } = 8;

    /// <summary>Months that keep their newest backup.</summary>
    [Setting("Months whose newest backup is kept, counted over the months that have one.", Min = 0, Max = 1200)]
    public int Monthly { get; init; } = 12;
}

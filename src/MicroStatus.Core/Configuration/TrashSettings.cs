namespace MicroStatus.Configuration;

/// <summary>The trash of a store (lab.md §9).</summary>
public sealed record TrashSettings
{
    /// <summary>How long an entry is kept after its marker was written.</summary>
    [Setting("How long an entry is kept after its marker was written.", Min = 0, Max = 31536000)]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Ending of an entry's marker; an entry without one is left alone.</summary>
    [Setting("Ending of an entry's marker; an entry without one is left alone.")]
    public string MarkerEnding { get; init; } = ".trash_moved_at";

    /// <summary>Name of an entry below the trash folder; the time is UTC, yyyyMMddHHmmss.</summary>
    [Setting("Name of an entry below the trash folder; the time is UTC, yyyyMMddHHmmss.", Needs = ["RelativePath", "Kind", "Id5", "Time"])]
    public string EntryName { get; init; } = "{RelativePath}.{Kind}-{Id5}-{Time}";

    /// <summary>Ending of the file beside a cleaned-up entry that names the product which justified it.</summary>
    [Setting("Ending of the file beside a cleaned-up entry that names the product which justified it.")]
    public string ProductEnding { get; init; } = ".product";

    /// <summary>How long a status check may prove and delete; the rest goes on at the next one.</summary>
    [Setting("How long a status check may prove and delete before the rest waits for the next one; a file that is being hashed is finished.", Min = 1, Max = 86400)]
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the trash is looked at.</summary>
    [Setting("How often the trash is looked at.", Min = 60, Max = 2678400)]
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);
}

namespace MicroStatus.Configuration;

/// <summary>What only a demo lab sets.</summary>
public sealed record DemoSettings
{
    /// <summary>How far the lab's clock is ahead of the machine's.</summary>
    [Setting("How far the lab's clock is ahead of the machine's. Only for a demo lab, where time is let pass on demand.", Min = 0, Max = 315360000)]
    public TimeSpan ClockOffset { get; init; }

    /// <summary>Folder in which the played clusters of a demo lab leave their jobs, a file each; null in every other lab.</summary>
    [Setting("Folder in which the played clusters of a demo lab leave their jobs. Only for a demo lab; unset in every other.", Kind = SettingKind.Path)]
    public string? JobsFolder { get; init; }
}

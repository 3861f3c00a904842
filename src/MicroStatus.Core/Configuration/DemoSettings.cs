namespace MicroStatus.Configuration;

/// <summary>What only a demo lab sets.</summary>
public sealed record DemoSettings
{
    /// <summary>How far the lab's clock is ahead of the machine's.</summary>
    [Setting("How far the lab's clock is ahead of the machine's. Only for a demo lab, where time is let pass on demand.", Min = 0, Max = 315360000)]
    public TimeSpan ClockOffset { get; init; }
}

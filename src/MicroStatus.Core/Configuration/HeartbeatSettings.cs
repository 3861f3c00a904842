namespace MicroStatus.Configuration;

/// <summary>An address that hears of every check, so that silence is noticed elsewhere. The address itself is the secret HEARTBEAT_URL.</summary>
public sealed record HeartbeatSettings
{
    /// <summary>The address is called, when there is one.</summary>
    [Setting("The address in HEARTBEAT_URL, when there is one, is called after every check that ran all its steps to the end.")]
    public bool Enabled { get; init; } = true;

    /// <summary>How long its answer is waited for.</summary>
    [Setting("How long the heartbeat's answer is waited for; it is called twice at most.", Min = 1, Max = 60)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where it hears of a check that failed, with the reason as text; null: nowhere.</summary>
    [Setting("Where the heartbeat hears of a check that failed, with the reason as text; null: nowhere, a failed check is silent.", Needs = ["Address"])]
    public string? FailureAddress { get; init; } = "{Address}/fail";
}

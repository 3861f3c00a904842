namespace MicroStatus.Configuration;

/// <summary>What only the environment or a <c>.env</c> file beside the settings file may hold (lab.md §10, §11). None is required.</summary>
public sealed record Secrets
{
    /// <summary>Token of the Slack app.</summary>
    [Setting("Token of the Slack app.", Variable = "SLACK_TOKEN")]
    public Secret? SlackToken { get; init; }

    /// <summary>Slack channel that messages go to.</summary>
    [Setting("Slack channel that messages go to.", Variable = "SLACK_CHANNEL")]
    public Secret? SlackChannel { get; init; }

    /// <summary>Address that is called after every good check.</summary>
    [Setting("Address that is called after every good check, as dead man's switches expect.", Variable = "HEARTBEAT_URL")]
    public Secret? HeartbeatAddress { get; init; }

    /// <summary>User name for usage reports.</summary>
    [Setting("User name for usage reports.", Variable = "SCHEDULER_USER")]
    public Secret? SchedulerUser { get; init; }

    /// <summary>Password for usage reports.</summary>
    [Setting("Password for usage reports.", Variable = "SCHEDULER_PASS")]
    public Secret? SchedulerPassword { get; init; }

    /// <summary>Address that mail about failed usage reports comes from.</summary>
    [Setting("Address that mail about failed usage reports comes from.", Variable = "SCHEDULER_EMAIL_SENDER")]
    public Secret? EmailSender { get; init; }

    /// <summary>Password of that address at the mail server.</summary>
    [Setting("Password of that address at the mail server.", Variable = "SCHEDULER_EMAIL_PASSWORD")]
    public Secret? EmailPassword { get; init; }

    /// <summary>Addresses, separated by commas, that mail about failed usage reports goes to.</summary>
    [Setting("Addresses, separated by commas, that mail about failed usage reports goes to.", Variable = "SCHEDULER_EMAIL_RECIPIENTS")]
    public Secret? EmailRecipients { get; init; }
}

namespace MicroStatus.Configuration;

/// <summary>Messages to the lab (lab.md §10).</summary>
public sealed record MessageSettings
{
    /// <summary>Messages are sent. Off: everything else happens, and the text goes to the log.</summary>
    [Setting("Messages are sent. Off: everything else happens, and the text goes to the log.")]
    public bool MessagesEnabled { get; init; } = true;

    /// <summary>Base address of the Slack Web API.</summary>
    [Setting("Base address of the Slack Web API.", Kind = SettingKind.Address)]
    public string SlackAddress { get; init; } = "https://slack.com/api/";

    /// <summary>How long Slack's answer is waited for.</summary>
    [Setting("How long Slack's answer is waited for.", Min = 1, Max = 600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The daily summary is due at the first check after this time of day, in the lab's time zone.</summary>
    [Setting("The daily summary is due at the first check after this time of day, in the lab's time zone.")]
    public TimeOnly SummaryTime { get; init; } = new(9, 0);

    /// <summary>Texts of messages that differ from the built-in ones, by the message's kind.</summary>
    [Setting("Texts of messages that differ from the built-in ones, by the message's kind.")]
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

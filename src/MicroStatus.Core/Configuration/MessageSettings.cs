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
    [Setting("How long Slack's answer is waited for.", Min = 0.1, Max = 600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most messages a second in the channel.</summary>
    [Setting("Most messages a second in the channel.", Min = 1, Max = 10000)]
    public int MostPerSecond { get; init; } = 1;

    /// <summary>Most time that one run spends on messages; the rest waits for the next one.</summary>
    [Setting("Most time that one run spends on messages; the rest waits for the next one.", Min = 1, Max = 3600)]
    public TimeSpan DeliveryTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The first pause after a fault; it doubles with each further one.</summary>
    [Setting("The first pause after a fault of Slack or the network; it doubles with each further one.", Min = 0, Max = 600)]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a post whose answer was lost may still be on its way; then it is looked for in the channel.</summary>
    [Setting("How long a post whose answer was lost may still be on its way; then it is looked for in the channel before it is sent again.", Min = 0, Max = 3600)]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most time that one run spends on pictures, after its messages.</summary>
    [Setting("Most time that one run spends on pictures, after its messages; the rest waits for the next one.", Min = 1, Max = 3600)]
    public TimeSpan PictureTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest picture that is uploaded, in MB (1,000,000 bytes); Slack takes 1,000.</summary>
    [Setting("The largest picture that is uploaded, in MB; Slack takes 1000.", Min = 1, Max = 1000)]
    public int PictureMegabytes { get; init; } = 100;

    /// <summary>A picture that could not be uploaded for this long after its message is given up.</summary>
    [Setting("A picture that could not be uploaded for this long after its message is given up.", Min = 60, Max = 31536000)]
    public TimeSpan PictureAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The daily summary is due at the first check after this time of day, in the lab's time zone.</summary>
    [Setting("The daily summary is due at the first check after this time of day, in the lab's time zone.")]
    public TimeOnly SummaryTime { get; init; } = new(9, 0);

    /// <summary>The heartbeat.</summary>
    [Setting("An address that hears of every check, so that silence is noticed. The address itself is the secret HEARTBEAT_URL.")]
    public HeartbeatSettings Heartbeat { get; init; } = new();

    /// <summary>Texts of messages that differ from the built-in ones, by the message's kind.</summary>
    [Setting("Texts of messages that differ from the built-in ones, by the message's kind, for example \"moved\": \"{Name} is on Hive now. {Folder}\". What stands in square brackets is left out when a {placeholder} in it stands for nothing.", Kind = SettingKind.MessageText)]
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

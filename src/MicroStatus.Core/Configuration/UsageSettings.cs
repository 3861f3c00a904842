namespace MicroStatus.Configuration;

/// <summary>Instrument usage reports to the scheduler (lab.md §11).</summary>
public sealed record UsageSettings
{
    /// <summary>Usage is reported.</summary>
    [Setting("Usage is reported.")]
    public bool Enabled { get; init; } = false;

    /// <summary>Address that usage is posted to; needed when usage is reported.</summary>
    [Setting("Address that usage is posted to; needed when usage is reported.", Kind = SettingKind.Address)]
    public string? Address { get; init; }

    /// <summary>How long the scheduler's answer is waited for.</summary>
    [Setting("How long the scheduler's answer is waited for.", Min = 1, Max = 600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Length of a block of the day that usage is counted in.</summary>
    [Setting("Length of a block of the day that usage is counted in.", Min = 60, Max = 86400)]
    public TimeSpan SlotLength { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Machine numbers of mesoSPIM instruments; names are compared by lower-case letters and digits only.</summary>
    [Setting("Machine numbers of mesoSPIM instruments; names are compared by lower-case letters and digits only.", Min = 0)]
    public IReadOnlyDictionary<string, int> MesoSpimMachines { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["mesoSPIM 1"] = 1101,
            ["mesoSPIM 2"] = 1102,
            ["mesoSPIM 3"] = 1113,
        };

    /// <summary>Machine numbers of RSCM instruments.</summary>
    [Setting("Machine numbers of RSCM instruments.", Min = 0)]
    public IReadOnlyDictionary<string, int> RscmMachines { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["Caliber Harley"] = 1056 };

    /// <summary>Folder of the transmit logs: a folder a year, a file a day.</summary>
    [Setting("Folder of the transmit logs: a folder a year, a file a day.", Kind = SettingKind.Path)]
    public string TransmitLogFolder { get; init; } = "/CBI_FastStore/Iana/scheduler_transmit_logs";

    /// <summary>Pause before a report that failed is tried again; each further one is twice as long.</summary>
    [Setting("Pause before a report that failed is tried again; each further one is twice as long.", Min = 0, Max = 604800)]
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest pause before a report that failed is tried again.</summary>
    [Setting("Longest pause before a report that failed is tried again.", Min = 0, Max = 2592000)]
    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a check goes on beginning reports; the rest is for the next check.</summary>
    [Setting("How long a check goes on beginning reports; the rest is for the next check.", Min = 1, Max = 3600)]
    public TimeSpan MostTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long sending mail about a failure may take.</summary>
    [Setting("How long sending mail about a failure may take.", Min = 1, Max = 600)]
    public TimeSpan MailTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Mail server for failures.</summary>
    [Setting("Mail server for failures.", Variable = "SCHEDULER_SMTP_SERVER")]
    public string SmtpServer { get; init; } = "smtp.gmail.com";

    /// <summary>Port of the mail server; the connection uses STARTTLS.</summary>
    [Setting("Port of the mail server; the connection uses STARTTLS.", Min = 1, Max = 65535, Variable = "SCHEDULER_SMTP_PORT")]
    public int SmtpPort { get; init; } = 587;
}

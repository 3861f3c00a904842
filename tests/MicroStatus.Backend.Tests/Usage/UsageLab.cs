using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Usage;
using MicroStatus.Checks;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>A lab on disk with a scheduler and a mail server on loopback.</summary>
internal sealed class UsageLab : IAsyncDisposable
{
    /// <summary>The number of the first dataset's record.</summary>
    public const string Record = "20260914143912000001";

    private readonly HttpClient _http = LabHttp.Create();

    public UsageLab()
    {
        Lab.Settings = Lab.Settings with
        {
            Usage = new UsageSettings
            {
                Enabled = true,
                Address = Scheduler.Address,
                TransmitLogFolder = Path.Join(Lab.Root, "log", "transmit"),
                SmtpServer = "localhost",
                SmtpPort = Mail.Port,
            },
            Secrets = new Secrets
            {
                SchedulerUser = new Secret(SchedulerServer.User),
                SchedulerPassword = new Secret(SchedulerServer.Password),
                EmailSender = new Secret(SmtpServer.User),
                EmailPassword = new Secret(SmtpServer.Password),
                EmailRecipients = new Secret("ana@lab.example"),
            },
        };
        Lab.Backend.OpenAnyScheduler = settings => HttpUsageScheduler.From(settings, () => _http, TimeProvider.System);
        Lab.Backend.OpenAnyMailer = settings => SmtpMailer.From(settings, TimeProvider.System, Mail.Trust);
    }

    public CheckLab Lab { get; } = new();

    public SchedulerServer Scheduler { get; } = new();

    public SmtpServer Mail { get; } = new();

    public UsageSettings Usage
    {
        get => Lab.Settings.Usage;
        set => Lab.Settings = Lab.Settings with { Usage = value };
    }

    /// <summary>What the transmit log says, without the time.</summary>
    public IReadOnlyList<string> Transmitted => Directory.Exists(Usage.TransmitLogFolder)
        ? [.. Directory.EnumerateFiles(Usage.TransmitLogFolder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Select(line => line[(line.IndexOf(" - ", StringComparison.Ordinal) + 3)..])]
        : [];

    /// <summary>The steps of the act's intents, in order.</summary>
    public IReadOnlyList<string> Intents(string kind) => Lab.Query($"SELECT state FROM intent WHERE kind = '{kind}' ORDER BY intent_id");

    /// <summary>posted, record id and notified of a row.</summary>
    public string Columns(string name = "KC34") => Lab.Query($"SELECT scheduler_posted, scheduler_record_id, scheduler_notified FROM dataset WHERE name = '{name}'")[0];

    /// <summary>A dataset that is imaged, as it is found by the check that follows.</summary>
    public void Add(string relativePath = "klimstra-w/5CL18/KC34") => Lab.AddTile(Path.Join(Lab.MesoSpim, relativePath), 0);

    /// <summary>A dataset is found and finished, and what is due is reported.</summary>
    public async Task<StatusCheckReport> FinishAsync()
    {
        await Lab.CheckAsync();
        Lab.Advance(11);
        return await Lab.CheckAsync();
    }

    /// <summary>The next check that may try again.</summary>
    public Task<StatusCheckReport> LaterAsync()
    {
        Lab.Advance(60 * 24);
        return Lab.CheckAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Scheduler.DisposeAsync();
        await Mail.DisposeAsync();
        _http.Dispose();
        Lab.Dispose();
    }
}
